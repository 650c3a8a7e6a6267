import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const rowSchema = z.strictObject({
  what: z.string(),
  distribution: z.string(),
  n: z.number(),
  percent: z.number(),
});
const { trials, coverage, falseVerdicts } = z
  .strictObject({ trials: z.number(), coverage: z.array(rowSchema), falseVerdicts: z.array(rowSchema) })
  .parse(JSON.parse(readFileSync(join(root, 'docs/evidence/coverage.json'), 'utf8')));
const methodology = readFileSync(join(root, 'docs/methodology.md'), 'utf8');

type Row = z.infer<typeof rowSchema>;

/** The rows as the methodology has them: one line for the sizes of one distribution. */
function lines(rows: readonly Row[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { what, distribution, percent } of rows) {
    const title = `| ${what} | ${distribution} |`;
    groups.set(title, [...(groups.get(title) ?? []), percent.toFixed(1)]);
  }
  return [...groups].map(([title, cells]) => `${title} ${cells.join(' | ')} |`);
}

describe('the simulation of the intervals', () => {
  it('has ten thousand trials of every interval, distribution and size', () => {
    expect(trials).toBe(10_000);
    expect(coverage).toHaveLength(5 * 3 * 3);
    expect(falseVerdicts).toHaveLength(2 * 3 * 3);
  });

  it('is what the methodology says, figure by figure', () => {
    for (const line of [...lines(coverage), ...lines(falseVerdicts)]) expect(methodology).toContain(line);
  });

  it('holds 95 % wherever the two sides are of one kind; what falls short is one-sided', () => {
    const short = coverage.filter(({ percent }) => percent < 93);
    expect(new Set(short.map(({ what }) => what))).toEqual(
      new Set(['ratio, one side noisy, paired', 'ratio, one side noisy, between runs']),
    );
  });

  it('gives no more false verdicts than allowed between copies of one thing', () => {
    for (const { what, percent } of falseVerdicts)
      if (what === 'both sides noisy') expect(percent).toBeLessThanOrEqual(5);
  });
});
