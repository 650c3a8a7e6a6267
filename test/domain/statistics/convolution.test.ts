import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { convolve, inARow } from '../../../lib/domain/statistics/convolution.ts';
import {
  type Bucket,
  bucketsBetween,
  type Distribution,
  distributionOf,
  quantileOf,
} from '../../../lib/domain/statistics/distribution.ts';

function distribution(buckets: readonly Bucket[]): Distribution {
  const made = distributionOf(buckets);
  if (!made.ok) throw new Error(made.why.kind);
  return made.figure;
}

/** Ends of a row of buckets that touch, and what is in each. */
const bucketsArbitrary = fc
  .array(
    fc.record({
      width: fc.double({ min: 0.01, max: 50, noNaN: true }),
      count: fc.integer({ min: 1, max: 999 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => {
    let end = 5;
    return parts.map(({ width, count }): Bucket => {
      const from = end;
      end += width;
      return { from, to: end, count };
    });
  });

const shares = [0.01, 0.25, 0.5, 0.9, 0.99];
/** A cell is 1/512 wide, and rare sums are not followed. */
const tolerance = 1 + 1 / 256;

/** So many exponential waiting times of mean `mean` in a row last no longer than `time`: Erlang's distribution. */
function erlang(times: number, mean: number, time: number): number {
  let [term, sum] = [1, 1];
  for (let index = 1; index < times; index += 1) {
    term *= time / mean / index;
    sum += term;
  }
  return 1 - Math.exp(-time / mean) * sum;
}

describe('calls in a row', () => {
  it.each([1, 2, 5, 10])('are gamma-distributed when each of %i is exponential', (times) => {
    const [mean, width, events] = [40, 0.25, 1e7];
    const exact = (time: number) => Math.exp(-time / mean);
    const buckets = Array.from({ length: 3000 }, (_, index): Bucket => {
      // A first bucket from zero has no place on a scale of ratios.
      const [from, to] = [index * width || 1e-3, (index + 1) * width];
      return { from, to, count: events * (exact(index * width) - exact(to)) };
    });
    const sum = inARow(distribution(buckets), times).at(-1);
    for (const share of shares) {
      const { low, high = Number.POSITIVE_INFINITY } = quantileOf(sum ?? distribution([]), share);
      expect(erlang(times, mean, low)).toBeLessThanOrEqual(share + 2e-4);
      expect(erlang(times, mean, high)).toBeGreaterThanOrEqual(share - 2e-4);
      // A bucket and a rounding for each call.
      expect(high - low).toBeLessThan(times * (width + 0.004 * high) + width);
    }
  });

  it('have bounds that hold any order of the calls, and that order does not move', () => {
    fc.assert(
      fc.property(bucketsArbitrary, bucketsArbitrary, bucketsArbitrary, (...three) => {
        const [a, b, c] = three.map(distribution) as [Distribution, Distribution, Distribution];
        const [one, other] = [convolve(convolve(a, b), c), convolve(b, convolve(c, a))];
        for (const share of shares) {
          const [ours, theirs] = [quantileOf(one, share), quantileOf(other, share)];
          expect(ours.low).toBeLessThanOrEqual((theirs.high ?? 0) * tolerance);
          expect(theirs.low).toBeLessThanOrEqual((ours.high ?? 0) * tolerance);
          expect(quantileOf(convolve(a, b), share)).toEqual(quantileOf(convolve(b, a), share));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('have the sum of the means as their mean', () => {
    const meanOf = (one: Distribution, end: 'low' | 'high') => {
      // The mean is the area above the quantiles.
      const steps = 4000;
      const values = Array.from(
        { length: steps },
        (_, index) => quantileOf(one, (index + 0.5) / steps)[end] ?? 0,
      );
      return values.reduce((sum, value) => sum + value, 0) / steps;
    };
    fc.assert(
      fc.property(bucketsArbitrary, (buckets) => {
        const total = buckets.reduce((sum, { count }) => sum + count, 0);
        const mean = (end: 'from' | 'to') =>
          buckets.reduce((sum, one) => sum + (one.count / total) * one[end], 0);
        const five = inARow(distribution(buckets), 5).at(-1) ?? distribution([]);
        expect(meanOf(five, 'low')).toBeLessThanOrEqual(5 * mean('from') * 1.001);
        expect(meanOf(five, 'low')).toBeGreaterThan((5 * mean('from')) / 1.02);
        expect(meanOf(five, 'high')).toBeGreaterThanOrEqual(5 * mean('to') * 0.999);
        expect(meanOf(five, 'high')).toBeLessThan(5 * mean('to') * 1.02);
      }),
      { numRuns: 20 },
    );
  });

  it('have a p99 below the sum of the p99s where slow calls are rare', () => {
    const calls = distribution([
      { from: 50, to: 51, count: 980 },
      { from: 1000, to: 1001, count: 20 },
    ]);
    const [, , , , five] = inARow(calls, 5);
    expect(quantileOf(calls, 0.99).low).toBeGreaterThan(998);
    expect(quantileOf(five ?? calls, 0.99).high).toBeLessThan(2300);
  });

  it('are not counted by halves', () => {
    const one = distribution([{ from: 1, to: 2, count: 1 }]);
    for (const times of [0, -1, 1.5, Number.NaN]) expect(() => inARow(one, times)).toThrow(RangeError);
  });
});

describe('a distribution', () => {
  it('is never made of missing data, nor of calls that took no time', () => {
    expect(distributionOf([])).toMatchObject({ ok: false, why: { kind: 'too few', have: 0 } });
    expect(distributionOf([{ from: 1, to: 2, count: 0 }]).ok).toBe(false);
    expect(distributionOf([{ from: 0, to: 2, count: 3 }])).toMatchObject({
      ok: false,
      why: { kind: 'not positive', value: 0 },
    });
  });

  it('holds every quantile of values that lie anywhere in their buckets', () => {
    fc.assert(
      fc.property(bucketsArbitrary, fc.double({ min: 0, max: 1, noNaN: true }), (buckets, where) => {
        const values = buckets.flatMap(({ from, to, count }) =>
          Array.from({ length: count }, () => from + where * (to - from)),
        );
        const known = distribution(buckets);
        for (const share of shares) {
          const value = values[Math.ceil(share * values.length) - 1] ?? 0;
          const { low, high = 0 } = quantileOf(known, share);
          expect(low).toBeLessThanOrEqual(value);
          expect(high).toBeGreaterThanOrEqual(value);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has no upper bound where percentiles end', () => {
    const calls = distribution(
      bucketsBetween(20, [
        [50, 24],
        [99, 43],
      ]),
    );
    expect(quantileOf(calls, 0.5)).toEqual({ low: 20, high: 24 });
    expect(quantileOf(calls, 0.99)).toEqual({ low: 24, high: 43 });
    const [, two] = inARow(calls, 2);
    // Of a hundred pairs two have a call above the p99.
    expect(quantileOf(two ?? calls, 0.99)).toEqual({ low: expect.any(Number) });
    expect(quantileOf(two ?? calls, 0.5)).toHaveProperty('high');
  });
});
