import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RatioInterval } from '../../../lib/domain/statistics/paired-ratio.ts';
import type { Figure } from '../../../lib/domain/statistics/result.ts';
import { unpairedRatio } from '../../../lib/domain/statistics/unpaired-ratio.ts';
import { normal } from '../../support/random.ts';

function figureOf(result: Figure<RatioInterval>): RatioInterval {
  if (!result.ok) throw new Error(`no figure: ${JSON.stringify(result.why)}`);
  return result.figure;
}

const positive = fc.double({ min: 0.01, max: 1e6, noNaN: true });
const values = fc.array(positive, { minLength: 2, maxLength: 20 });

describe('the ratio of two unpaired series', () => {
  it("is that of geometric means with Welch's interval", () => {
    const references = [1, 2, 3].map(Math.exp);
    const found = figureOf(unpairedRatio(references, [4, 6, 8, 10].map(Math.exp)));
    // Means 2 and 7, variances 1 and 20/3: error sqrt(1/3 + 5/3), 4.0 degrees of freedom, t 2.7764.
    expect(Math.log(found.ratio)).toBeCloseTo(5);
    expect(Math.log(found.high) - 5).toBeCloseTo(2.7764 * Math.sqrt(2), 1);
    expect(found).toMatchObject({ n: 3, level: 0.95 });
  });

  it('becomes the reciprocal when the sides are swapped, whatever the unit', () => {
    fc.assert(
      fc.property(values, values, positive, (one, other, scale) => {
        const there = figureOf(unpairedRatio(one, other));
        const scaled = (all: readonly number[]) => all.map((value) => value * scale);
        const back = figureOf(unpairedRatio(scaled(other), scaled(one)));
        expect(Math.log(back.ratio)).toBeCloseTo(-Math.log(there.ratio), 6);
        expect(Math.log(back.low)).toBeCloseTo(-Math.log(there.high), 6);
      }),
    );
  });

  it('refuses what has no logarithm, and a single value', () => {
    expect(unpairedRatio([1, 0], [1, 2])).toEqual({ ok: false, why: { kind: 'not positive', value: 0 } });
    expect(unpairedRatio([1], [1, 2])).toEqual({ ok: false, why: { kind: 'too few', have: 1, need: 2 } });
  });

  it.each([
    [6, 6, 0.1, 0.1],
    [6, 20, 0.3, 0.05],
  ])('covers the true ratio as stated, n %d and %d', (n, m, sigma, tau) => {
    const next = normal(n + m);
    const trials = 2000;
    const drawn = (count: number, spread: number) =>
      Array.from({ length: count }, () => Math.exp(spread * next()));
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const { low, high } = figureOf(unpairedRatio(drawn(n, sigma), drawn(m, tau)));
      if (low <= 1 && 1 <= high) covered++;
    }
    expect(Math.abs(covered / trials - 0.95)).toBeLessThan(3 * Math.sqrt((0.95 * 0.05) / trials));
  });
});
