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
  const n = Math.min(references.length, values.length);
  if (n < 2) return noFigure({ kind: 'too few', have: n, need: 2 });
  const notPositive = [...references, ...values].find((value) => !(value > 0));
  if (notPositive !== undefined) return noFigure({ kind: 'not positive', value: notPositive });
  const [reference, value] = [logMoments(references), logMoments(values)];
  const centre = value.mean - reference.mean;
  const squaredError = reference.squaredError + value.squaredError;
  const half = halfWidth(squaredError, [reference, value], level);
  return figure({
    n,
    ratio: Math.exp(centre),
    low: Math.exp(centre - half),
    high: Math.exp(centre + half),
    level,
    logDeviation: Math.sqrt(reference.variance + value.variance),
  });
}

interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
  /** Variance of the mean. */
  readonly squaredError: number;
}

function logMoments(values: readonly number[]): Moments {
  const logs = values.map(Math.log);
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
