import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { type Figure, figure, noFigure } from './result.ts';

/** Two values that were measured under the same conditions, in one block. */
export interface Pair {
  readonly reference: number;
  readonly value: number;
}

/** How many times the reference the value is. */
export interface RatioInterval {
  readonly n: number;
  /** Geometric mean of value / reference. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** Confidence, e.g. 0.95. */
  readonly level: number;
  /** Standard deviation of the logarithms of the n ratios: what n more blocks would have to beat. */
  readonly logDeviation: number;
}

/** Half the width of a t-interval of a mean, in the unit of `deviation`. */
export function halfWidth(deviation: number, n: number, level: number): number {
  return (tQuantile(1 - (1 - level) / 2, n - 1) * deviation) / Math.sqrt(n);
}

function logRatios(pairs: readonly Pair[]): Figure<number[]> {
  const notPositive = pairs.flatMap((pair) => [pair.reference, pair.value]).find((value) => !(value > 0));
  if (notPositive !== undefined) return noFigure({ kind: 'not positive', value: notPositive });
  return figure(pairs.map((pair) => Math.log(pair.value / pair.reference)));
}

/** Geometric mean of value / reference: swapping the two gives the reciprocal, as an arithmetic mean does not. */
export function geometricMeanRatio(pairs: readonly Pair[]): Figure<number> {
  if (pairs.length === 0) return noFigure({ kind: 'too few', have: 0, need: 1 });
  const logs = logRatios(pairs);
  return logs.ok ? figure(Math.exp(mean(logs.figure))) : logs;
}

/**
 * Student's t interval of the mean log-ratio, taken back from the logarithm. Pairing removes what both
 * sides of a block share (the host's mood), the logarithm makes multiplicative noise symmetric.
 */
export function pairedRatio(pairs: readonly Pair[], level = 0.95): Figure<RatioInterval> {
  const n = pairs.length;
  if (n < 2) return noFigure({ kind: 'too few', have: n, need: 2 });
  const logs = logRatios(pairs);
  if (!logs.ok) return logs;
  const centre = mean(logs.figure);
  const logDeviation = sampleStandardDeviation(logs.figure);
  const half = halfWidth(logDeviation, n, level);
  return figure({
    n,
    ratio: Math.exp(centre),
    low: Math.exp(centre - half),
    high: Math.exp(centre + half),
    level,
    logDeviation,
  });
}
