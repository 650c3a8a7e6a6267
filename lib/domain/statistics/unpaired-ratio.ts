import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { mean, sampleVariance } from 'simple-statistics';
import type { RatioInterval } from './paired-ratio.ts';
import { type Figure, figure, noFigure } from './result.ts';

/**
 * Welch's t interval of the difference of mean logarithms, taken back from the logarithm: how many times
 * the reference the value is when nothing pairs the two, as with two deployments.
 * @returns `n` is that of the smaller side, and `logDeviation` that of a single difference, so that the
 *   blocks which would settle it can be asked for as if they were pairs
 */
export function unpairedRatio(
  references: readonly number[],
  values: readonly number[],
  level = 0.95,
): Figure<RatioInterval> {
  return productRatio(
    [
      { values, power: 1 },
      { values: references, power: -1 },
    ],
    level,
  );
}

/** Independent repetitions of one figure, and the power with which it stands in a product. */
export interface Factor {
  readonly values: readonly number[];
  readonly power: number;
}

/**
 * The same for a product of several independent figures, each to a power: the sum of weighted mean logarithms.
 * @returns `n` is that of the factor with the fewest repetitions
 */
export function productRatio(factors: readonly Factor[], level = 0.95): Figure<RatioInterval> {
  const n = Math.min(...factors.map(({ values }) => values.length));
  if (n < 2) return noFigure({ kind: 'too few', have: n, need: 2 });
  const notPositive = factors.flatMap(({ values }) => values).find((value) => !(value > 0));
  if (notPositive !== undefined) return noFigure({ kind: 'not positive', value: notPositive });
  const sides = factors.map(logMoments);
  const sum = (of: (side: Moments) => number) => sides.reduce((total, side) => total + of(side), 0);
  const centre = sum((side) => side.mean);
  const half = halfWidth(
    sum((side) => side.squaredError),
    sides,
    level,
  );
  return figure({
    n,
    ratio: Math.exp(centre),
    low: Math.exp(centre - half),
    high: Math.exp(centre + half),
    level,
    logDeviation: Math.sqrt(sum((side) => side.variance)),
  });
}

interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
  /** Variance of the mean. */
  readonly squaredError: number;
}

function logMoments({ values, power }: Factor): Moments {
  const logs = values.map((value) => power * Math.log(value));
  const variance = sampleVariance(logs);
  return { n: logs.length, mean: mean(logs), variance, squaredError: variance / logs.length };
}

/** Degrees of freedom by Welch and Satterthwaite. */
function halfWidth(squaredError: number, sides: readonly Moments[], level: number): number {
  if (squaredError === 0) return 0;
  const degrees =
    squaredError ** 2 / sides.reduce((sum, side) => sum + side.squaredError ** 2 / (side.n - 1), 0);
  return tQuantile(1 - (1 - level) / 2, degrees) * Math.sqrt(squaredError);
}
