import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { policiesOf } from '../../lib/domain/plan.ts';
import { policyCaseIds, policyMatrix } from '../../lib/domain/policy/policy-matrix.ts';
import { isAsExpected } from '../../lib/domain/policy/policy-record.ts';
import { readRun } from '../../lib/results/read-run.ts';

const folder = join(import.meta.dirname, '../../docs/evidence/testbed/policy');
const page = readFileSync(join(folder, 'README.md'), 'utf8');
const runs = await Promise.all(
  ['A', 'C'].map(async (name) => [name, await readRun(join(folder, name))] as const),
);
const triedIn = ({ records }: (typeof runs)[number][1]) =>
  records.filter((record) => record.type === 'policy');

describe('the committed policy matrix', () => {
  it.each(runs)('of %s is whole, and as expected of such a cluster', (_name, stored) => {
    const tried = triedIn(stored);
    expect(tried.map((record) => record.case)).toEqual(policiesOf(stored.run.plan).map(({ id }) => id));
    for (const record of tried) expect(isAsExpected(record)).not.toBe(false);
  });

  it('is what its page tells of it', () => {
    const tried = runs.map(([, stored]) => new Map(triedIn(stored).map((record) => [record.case, record])));
    const rows = policyCaseIds.map((id) => {
      const told = tried.flatMap((of) => [of.get(id)?.expected, of.get(id)?.observed]);
      return `| ${policyMatrix[id].title} | ${told.join(' | ')} |`;
    });
    for (const row of rows) expect(page).toContain(row);
  });
});
