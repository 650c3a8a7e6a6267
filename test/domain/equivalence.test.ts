import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareRuns } from '../../lib/domain/across-runs.ts';
import { metric } from '../../lib/domain/metric.ts';
import { pairByBlock } from '../../lib/domain/pairing.ts';
import { absences } from '../../lib/domain/sample.ts';
import { scenarioOutcomes } from '../../lib/domain/scenario-outcome.ts';
import { type Reading, type Series, seriesOf } from '../../lib/domain/series.ts';
import { type Outcome, verdictOf } from '../../lib/domain/verdict.ts';
import { madeRun } from '../support/made-run.ts';

/** Readings so close to each other that only what is missing can keep them from being equivalent. */
const valueArb: fc.Arbitrary<Reading> = fc
  .double({ min: 99.9, max: 100.1, noNaN: true })
  .map((value) => ({ outcome: 'value', value, marks: [] }));
const absenceArb: fc.Arbitrary<Reading> = fc
  .constantFrom(...absences)
  .map((outcome) => ({ outcome, reason: 'for the test' }));
const readingArb = fc.oneof({ weight: 20, arbitrary: valueArb }, { weight: 1, arbitrary: absenceArb });
const blocksArb = fc.array(fc.tuple(readingArb, readingArb), { minLength: 3, maxLength: 24 });

function seriesWith(readings: readonly Reading[]): Series {
  const key = { scenario: 'A', point: 'rtt.via=pod', services: 4, metric: 'rtt.min' } as const;
  return { ...key, readings: readings.map((reading, block) => ({ block, step: `b${block}`, reading })) };
}

function outcomeOf(reference: readonly Reading[], value: readonly Reading[]): Outcome {
  return verdictOf({
    metric: metric('rtt.min'),
    pairing: pairByBlock(seriesWith(reference), seriesWith(value)),
    floor: { kind: 'not measured' },
    level: 0.95,
    standing: 'headline',
  }).outcome;
}

const has = (reading: Reading | undefined) => reading?.outcome === 'value';

describe('equivalence', () => {
  it('stands on six pairs or more, and on nine blocks in ten that were tried', () => {
    let equivalent = 0;
    fc.assert(
      fc.property(blocksArb, (blocks) => {
        const [reference, value] = [blocks.map(([one]) => one), blocks.map(([, one]) => one)];
        const tried = blocks.length;
        const pairs = reference.filter((one, block) => has(one) && has(value[block])).length;
        const { kind } = outcomeOf(reference, value);
        if (kind === 'equivalent') equivalent += 1;
        expect(kind === 'equivalent').toBe(pairs >= 6 && pairs >= 0.9 * tried);
      }),
      { numRuns: 500 },
    );
    // Else the property would hold for want of cases.
    expect(equivalent).toBeGreaterThan(50);
  });

  it('never comes from a value that is taken away', () => {
    const full = fc.array(fc.tuple(valueArb, fc.double({ min: 80, max: 125, noNaN: true })), {
      minLength: 6,
      maxLength: 9,
    });
    fc.assert(
      fc.property(full, fc.nat(8), absenceArb, (blocks, lost, absence) => {
        const reference = blocks.map(([one]) => one);
        const value = blocks.map(([, number]): Reading => ({ outcome: 'value', value: number, marks: [] }));
        const without = value.map((one, block) => (block === lost % value.length ? absence : one));
        expect(outcomeOf(reference, without).kind).not.toBe('equivalent');
        expect(outcomeOf(without, reference).kind).not.toBe('equivalent');
      }),
    );
  });

  it('says how many blocks it lacks', () => {
    const same: Reading[] = Array.from({ length: 8 }, (_, block) => ({
      outcome: 'value',
      value: 100 + block / 100,
      marks: [],
    }));
    const failed: Reading = { outcome: 'failed', reason: 'time-out' };
    expect(outcomeOf(same, [...same.slice(0, 7), failed])).toEqual({
      kind: 'not compared',
      reason: 'the same in 7 blocks, and no answer in 1: sameness is not shown by what is missing',
    });
  });

  it('comes from no missing value between two runs either', () => {
    const evidence = (id: string, lostBlocks: number) => {
      let seen = 0;
      const { run, records } = madeRun({
        id,
        plan: { scenarios: ['A'], only: ['rtt'] },
        absent: ({ params }) => (params.via === 'pod' && seen++ < 5 * lostBlocks ? 'time-out' : undefined),
      });
      return { run, series: seriesOf(run, records), outcomes: scenarioOutcomes(run, records) };
    };
    const kindOf = (lost: number) =>
      compareRuns(evidence('after', lost), evidence('before', 0))[0]?.contrast.verdict.outcome.kind;
    expect(kindOf(0)).toBe('equivalent');
    for (const lost of [1, 3, 6]) expect(kindOf(lost)).not.toBe('equivalent');
  });
});
