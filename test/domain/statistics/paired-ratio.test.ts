import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blocksNeeded } from '../../../lib/domain/statistics/blocks-needed.ts';
import {
  geometricMeanRatio,
  halfWidth,
  type Pair,
  pairedRatio,
  type RatioInterval,
} from '../../../lib/domain/statistics/paired-ratio.ts';
import type { Figure } from '../../../lib/domain/statistics/result.ts';
import { simultaneousLevel } from '../../../lib/domain/statistics/simultaneous.ts';
import { normal } from '../../support/random.ts';

function figureOf<T>(result: Figure<T>): T {
  if (!result.ok) throw new Error(`no figure: ${JSON.stringify(result.why)}`);
  return result.figure;
}

const positive = fc.double({ min: 0.01, max: 1e6, noNaN: true });
const pairs = fc.array(fc.record({ reference: positive, value: positive }), { minLength: 2, maxLength: 20 });
const swapped = (all: readonly Pair[]) =>
  all.map(({ reference, value }) => ({ reference: value, value: reference }));
const noisy = (n: number, sigma: number, next: () => number): Pair[] =>
  Array.from({ length: n }, () => ({ reference: Math.exp(sigma * next()), value: Math.exp(sigma * next()) }));

describe('the ratio of pairs', () => {
  it('is the geometric mean with its t-interval', () => {
    const interval = figureOf(
      pairedRatio([
        { reference: 1, value: Math.E },
        { reference: 1, value: Math.E ** 2 },
        { reference: 1, value: Math.E ** 3 },
      ]),
    );
    // t(0.975, 2) = 4.3027, standard error 1 / sqrt(3)
    expect(Math.log(interval.ratio)).toBeCloseTo(2);
    expect(Math.log(interval.low)).toBeCloseTo(2 - 4.3027 / Math.sqrt(3), 4);
    expect(Math.log(interval.high)).toBeCloseTo(2 + 4.3027 / Math.sqrt(3), 4);
    expect(interval).toMatchObject({ n: 3, level: 0.95, logDeviation: 1 });
  });

  it.each([0, -3, Number.NaN])('refuses a value of %d with a typed reason', (value) => {
    const broken = [
      { reference: 1, value: 2 },
      { reference: 1, value },
    ];
    expect(pairedRatio(broken)).toEqual({ ok: false, why: { kind: 'not positive', value } });
    expect(geometricMeanRatio(broken)).toEqual({ ok: false, why: { kind: 'not positive', value } });
  });

  it('needs two pairs for an interval and one for a ratio', () => {
    const one = [{ reference: 2, value: 4 }];
    expect(pairedRatio(one)).toEqual({ ok: false, why: { kind: 'too few', have: 1, need: 2 } });
    expect(figureOf(geometricMeanRatio(one))).toBeCloseTo(2);
    expect(geometricMeanRatio([])).toMatchObject({ ok: false });
  });

  it('becomes the reciprocal when the sides are swapped', () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const [there, back] = [figureOf(pairedRatio(all)), figureOf(pairedRatio(swapped(all)))];
        expect(back.ratio * there.ratio).toBeCloseTo(1, 9);
        expect(Math.log(back.low)).toBeCloseTo(-Math.log(there.high), 6);
        expect(Math.log(back.high)).toBeCloseTo(-Math.log(there.low), 6);
      }),
    );
  });

  it('does not depend on the unit or on the order of blocks', () => {
    fc.assert(
      fc.property(pairs, positive, (all, scale) => {
        const scaled = all.map(({ reference, value }) => ({
          reference: reference * scale,
          value: value * scale,
        }));
        const logs = ({ ratio, low, high }: RatioInterval) => [ratio, low, high].map(Math.log);
        const expected = logs(figureOf(pairedRatio(all)));
        for (const other of [scaled, all.toReversed()])
          for (const [index, value] of logs(figureOf(pairedRatio(other))).entries())
            expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 6);
      }),
    );
  });

  it('narrows with more blocks and widens with the level', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 500 }),
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        (n, level) => {
          expect(halfWidth(1, n + 1, level)).toBeLessThan(halfWidth(1, n, level));
          expect(halfWidth(1, n, simultaneousLevel(6, level))).toBeGreaterThan(halfWidth(1, n, level));
        },
      ),
    );
  });

  it.each([
    [0.1, 6],
    [0.3, 10],
    [1, 20],
  ])('covers the true ratio as stated, sigma %d, n %d', (sigma, n) => {
    const next = normal(n);
    const trials = 2000;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const { low, high } = figureOf(pairedRatio(noisy(n, sigma, next)));
      if (low <= 1 && 1 <= high) covered++;
    }
    expect(Math.abs(covered / trials - 0.95)).toBeLessThan(3 * Math.sqrt((0.95 * 0.05) / trials));
  });

  it('keeps a family of six together', () => {
    const next = normal(99);
    const trials = 1000;
    let held = 0;
    for (let trial = 0; trial < trials; trial++) {
      const all = Array.from({ length: 6 }, () =>
        figureOf(pairedRatio(noisy(6, 0.2, next), simultaneousLevel(6))),
      );
      if (all.every(({ low, high }) => low <= 1 && 1 <= high)) held++;
    }
    expect(held / trials).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.95 * 0.05) / trials));
  });
});

describe('the level of a family', () => {
  it('shares the error out', () => {
    expect(simultaneousLevel(1)).toBe(0.95);
    expect(simultaneousLevel(5)).toBeCloseTo(0.99);
    expect(() => simultaneousLevel(0)).toThrow(RangeError);
  });
});

describe('the blocks that would settle it', () => {
  it('are the fewest whose interval fits', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.2, noNaN: true }),
        fc.double({ min: 0.01, max: 0.2, noNaN: true }),
        (deviation, distance) => {
          const n = blocksNeeded(deviation, distance, 0.95);
          fc.pre(n !== undefined);
          expect(halfWidth(deviation, n, 0.95)).toBeLessThan(distance);
          if (n > 2) expect(halfWidth(deviation, n - 1, 0.95)).toBeGreaterThanOrEqual(distance);
        },
      ),
    );
  });

  it('are not given where nobody would wait', () => {
    expect(blocksNeeded(1, 0.001, 0.95)).toBeUndefined();
    expect(blocksNeeded(1, 0, 0.95)).toBeUndefined();
  });
});
