import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextRate, resultOf, type SearchLimits, type Trial } from '../../../lib/suite/probes/rate-search.ts';

const limits: SearchLimits = { maxTrials: 7, settledRatio: 1.05 };

interface Path {
  readonly capacity: number;
  /** What the sender can send at most. */
  readonly ceiling: number;
  /** Share of the capacity that still arrives when too much is offered. */
  readonly underOverload: number;
}

function offer(path: Path, rate: number | 'unlimited'): Trial {
  const offered = Math.min(rate === 'unlimited' ? path.ceiling : rate, path.ceiling);
  const carried = offered <= path.capacity ? offered : path.capacity * path.underOverload;
  const asked = rate === 'unlimited' ? {} : { asked: rate };
  return { ...asked, offered, carried, lossPercent: 100 * (1 - carried / offered) };
}

function search(path: Path): Trial[] {
  const trials: Trial[] = [];
  for (;;) {
    const rate = nextRate(trials, limits);
    if (rate === undefined) return trials;
    trials.push(offer(path, rate));
  }
}

const paths = fc.record({
  capacity: fc.double({ min: 1e6, max: 1e11, noNaN: true }),
  share: fc.double({ min: 1.01, max: 2, noNaN: true }),
  underOverload: fc.double({ min: 0.6, max: 1, noNaN: true }),
});

describe('the search for the highest rate without loss', () => {
  it('ends within 5 % below the capacity, in at most seven trials', () => {
    fc.assert(
      fc.property(paths, ({ capacity, share, underOverload }) => {
        const trials = search({ capacity, ceiling: capacity * share, underOverload });
        const result = resultOf(trials, limits);
        expect(trials.length).toBeLessThanOrEqual(limits.maxTrials);
        expect(result).toMatchObject({ found: true, senderLimited: false });
        if (!result.found) return;
        expect(result.best.offered).toBeLessThanOrEqual(capacity);
        expect(result.best.offered).toBeGreaterThanOrEqual(capacity / limits.settledRatio);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('settles a path far below what the sender can, when what arrived of an overload tells its capacity', () => {
    const trials = search({ capacity: 1e8, ceiling: 1e10, underOverload: 0.9 });
    const result = resultOf(trials, limits);
    expect(result).toMatchObject({ found: true });
    if (result.found) expect(result.best.offered).toBeGreaterThan(1e8 / limits.settledRatio);
  });

  it('says that the sender was the limit when all that it can send arrives', () => {
    const trials = search({ capacity: 5e9, ceiling: 2e9, underOverload: 1 });
    expect(trials).toHaveLength(1);
    expect(resultOf(trials, limits)).toMatchObject({
      found: true,
      senderLimited: true,
      best: { carried: 2e9 },
    });
  });

  it('says so too when a paced sender falls short of what it was asked', () => {
    const trials: Trial[] = [
      { offered: 2e9, carried: 1.9e9, lossPercent: 5 },
      { asked: 1.9e9, offered: 1.7e9, carried: 1.7e9, lossPercent: 0 },
    ];
    expect(nextRate(trials, limits)).toBeUndefined();
    expect(resultOf(trials, limits)).toMatchObject({ found: true, senderLimited: true });
  });

  it('finds no figure on a path that always loses, and gives up after seven trials', () => {
    const trials: Trial[] = [];
    for (let rate = nextRate(trials, limits); rate !== undefined; rate = nextRate(trials, limits)) {
      const offered = rate === 'unlimited' ? 1e9 : rate;
      trials.push({ asked: offered, offered, carried: offered * 0.9, lossPercent: 10 });
    }
    expect(trials).toHaveLength(7);
    expect(resultOf(trials, limits)).toEqual({
      found: false,
      lowestLossy: trials.at(-1)?.offered,
      highestClean: undefined,
    });
  });

  it('takes 0.1 % as loss, and less as none', () => {
    const at = (lossPercent: number): Trial[] => [{ offered: 1e9, carried: 1e9, lossPercent }];
    expect(resultOf(at(0.0999), limits).found).toBe(true);
    expect(resultOf(at(0.1), limits).found).toBe(false);
  });

  it('has nothing to say before the first trial', () => {
    expect(nextRate([], limits)).toBe('unlimited');
    expect(resultOf([], limits).found).toBe(false);
  });
});
