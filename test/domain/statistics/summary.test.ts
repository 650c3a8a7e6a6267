import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fewestForMedian, medianInterval } from '../../../lib/domain/statistics/median-interval.ts';
import type { Figure } from '../../../lib/domain/statistics/result.ts';
import { summarise } from '../../../lib/domain/statistics/summary.ts';
import { normal } from '../../support/random.ts';

function figureOf<T>(result: Figure<T>): T {
  if (!result.ok) throw new Error(`no figure: ${JSON.stringify(result.why)}`);
  return result.figure;
}

const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const positive = fc.double({ min: 1e-3, max: 1e9, noNaN: true });

describe('the summary of repetitions', () => {
  it('gives median, range and quartiles', () => {
    const summary = figureOf(summarise([5, 1, 4, 2, 3]));
    expect(summary).toMatchObject({ n: 5, median: 3, min: 1, max: 5, lowerQuartile: 2, upperQuartile: 4 });
    expect(summary.medianAbsoluteDeviation).toBe(1);
  });

  it('has no figure for no value, rather than zero', () => {
    expect(summarise([])).toEqual({ ok: false, why: { kind: 'too few', have: 0, need: 1 } });
  });

  it('has an interval of the median from six values on', () => {
    expect(figureOf(summarise([1, 2, 3, 4, 5])).interval).toEqual({
      ok: false,
      why: { kind: 'too few', have: 5, need: 6 },
    });
    expect(figureOf(figureOf(summarise([1, 2, 3, 4, 5, 6])).interval)).toEqual({
      low: 1,
      high: 6,
      coverage: 0.96875,
    });
  });

  it('takes the tabulated order statistics at n = 10 and 20', () => {
    const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
    expect(figureOf(medianInterval(upTo(10)))).toMatchObject({ low: 2, high: 9 });
    expect(figureOf(medianInterval(upTo(10))).coverage).toBeCloseTo(0.9785, 4);
    expect(figureOf(medianInterval(upTo(20)))).toMatchObject({ low: 6, high: 15 });
  });

  it('says how many values a level needs', () => {
    expect(fewestForMedian(0.95)).toBe(6);
    expect(fewestForMedian(0.99)).toBe(8);
  });

  it('states no variation where it means nothing', () => {
    expect(figureOf(summarise([7])).variation).toMatchObject({ ok: false });
    expect(figureOf(summarise([-1, 1])).variation).toEqual({
      ok: false,
      why: { kind: 'not positive', value: 0 },
    });
    expect(figureOf(figureOf(summarise([9, 10, 11])).variation)).toBeCloseTo(0.1);
  });

  it('does not depend on the order of repetitions', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 30 }), (values) => {
        expect(summarise(values.toReversed())).toEqual(summarise(values));
      }),
    );
  });

  it('orders range, interval, quartiles and median', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 6, maxLength: 40 }), (values) => {
        const summary = figureOf(summarise(values));
        const { low, high, coverage } = figureOf(summary.interval);
        for (const [smaller, larger] of [
          [summary.min, low],
          [low, summary.median],
          [summary.median, high],
          [high, summary.max],
          [summary.lowerQuartile, summary.median],
          [0.95, coverage],
        ] as const)
          expect(smaller).toBeLessThanOrEqual(larger);
      }),
    );
  });

  it('scales with the unit', () => {
    fc.assert(
      fc.property(fc.array(positive, { minLength: 6, maxLength: 20 }), (values) => {
        const [one, thousand] = [summarise(values), summarise(values.map((value) => value * 1024))];
        expect(figureOf(thousand).median).toBe(figureOf(one).median * 1024);
        expect(figureOf(figureOf(thousand).interval).low).toBe(figureOf(figureOf(one).interval).low * 1024);
      }),
    );
  });

  it.each([6, 10, 20])('covers the median of a skewed quantity as stated, n = %d', (n) => {
    const next = normal(n);
    const trials = 3000;
    let covered = 0;
    let stated = 0;
    for (let trial = 0; trial < trials; trial++) {
      const values = Float64Array.from({ length: n }, () => Math.exp(0.5 * next())).sort();
      const { low, high, coverage } = figureOf(medianInterval([...values]));
      if (low <= 1 && 1 <= high) covered++;
      stated = coverage;
    }
    // Three standard errors of a share of 3,000 trials.
    expect(Math.abs(covered / trials - stated)).toBeLessThan(3 * Math.sqrt((stated * (1 - stated)) / trials));
  });
});
