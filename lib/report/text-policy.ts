import Table from 'cli-table3';
import { policyMatrix } from '../domain/policy/policy-matrix.ts';
import type { PolicyRecord } from '../domain/policy/policy-record.ts';
import { formatWhole } from './format.ts';
import type { PolicyDelay, PolicyRow, PolicySection } from './model/policy.ts';
import { horizontalRules, plain } from './text-frame.ts';

/** The policy matrix for a terminal; empty where the run tried no policy. */
export function policyText(section: PolicySection): string {
  const tried = section.rows.filter((row) => row.record !== undefined);
  if (tried.length === 0) return '';
  const table = new Table({
    head: ['policy', '', 'expected', 'observed', 'evidence'],
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 2 },
    chars: horizontalRules,
    wordWrap: true,
    colWidths: [36, null, null, null, 44],
  });
  for (const row of tried) table.push(cellsOf(row).map(plain));
  const missing = section.rows.length - tried.length;
  return [
    table.toString(),
    ...section.delays.map(delayLine),
    missing > 0 ? `${missing} policies were not tried: the run ended before them.` : '',
  ]
    .filter(Boolean)
    .join('\n');
}

function cellsOf({ case: id, label, record, asExpected }: PolicyRow): string[] {
  if (!record) return [];
  const observed = asExpected === false ? `${record.observed} !` : record.observed;
  return [policyMatrix[id].title, label, record.expected, observed, evidenceOf(record)];
}

/** The first thing that was said of what was to be refused, or why nothing was. */
export function evidenceOf({ reason, attempts, hubble }: PolicyRecord): string {
  if (reason !== undefined) return reason;
  const told = attempts.find(({ wanted }) => wanted === 'refused');
  const dropped = Array.isArray(hubble) ? hubble.find(({ verdict }) => verdict === 'DROPPED') : undefined;
  return [
    told ? `${told.what}: ${told.said}` : '',
    dropped ? `Hubble: ${[dropped.verdict, dropped.reason].filter(Boolean).join(', ')}` : '',
  ]
    .filter(Boolean)
    .join('; ');
}

function delayLine({ label, n, firstRefusedMillis, lastPassedMillis, mostMillis }: PolicyDelay): string {
  const from = lastPassedMillis === undefined ? '' : `${formatWhole(lastPassedMillis)} to `;
  const [until, most] = [firstRefusedMillis, mostMillis].map(formatWhole);
  return `Enforced in ${label} ${from}${until} ms after the API server's answer (medians of ${n}; at most ${most} ms).`;
}
