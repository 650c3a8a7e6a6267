import type { AccelerationRow } from '../domain/acceleration/acceleration.ts';
import { accelerationDoubts } from '../domain/acceleration/acceleration-sources.ts';
import { plainTable } from './table.ts';

/** What a cluster has for XDP and DSR, for people: the table, its sources, and what is doubtful. */
export function accelerationText(rows: readonly AccelerationRow[]): string {
  const sources = [...new Set(rows.map(({ source }) => source))];
  const cells = rows.map(({ of, what, found = 'not known', needed, verdict, source }) => [
    `${of}: ${what}`,
    found,
    needed,
    verdict,
    `[${sources.indexOf(source) + 1}]`,
  ]);
  return [
    plainTable(['for NodePort and load balancers', 'found', 'needed', '', 'source'], cells),
    ...sources.map(({ says, url }, index) => `[${index + 1}] ${says} ${url}`),
    ...accelerationDoubts.map(({ of, doubt }) => `${of}: ${doubt}`),
    '',
  ].join('\n');
}
