import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import { type Figure, figure, noFigure } from './result.ts';

export interface MedianInterval {
  readonly low: number;
  readonly high: number;
  /** The probability that such an interval holds the median: at least the level asked for. */
  readonly coverage: number;
}

/** How many values lie at or beyond each end of the interval, or undefined if no interval is wide enough. */
function depthFor(n: number, level: number): number | undefined {
  let depth: number | undefined;
  for (let k = 1; k <= Math.floor(n / 2) && coverageAt(n, k) >= level; k++) depth = k;
  return depth;
}

function coverageAt(n: number, depth: number): number {
  return 1 - 2 * binomialCdf(depth - 1, n, 0.5);
}

/** The fewest values whose range covers the median with this probability: 6 for 95 %. */
export function fewestForMedian(level: number): number {
  return Math.ceil(1 + Math.log2(1 / (1 - level)));
}

/**
 * An interval of the median from order statistics: as many values lie below the median as heads fall
 * in n tosses, whatever the distribution (Conover, Practical Nonparametric Statistics, 3.2).
 * @param sorted ascending
 * @param level e.g. 0.95; the coverage reached is the next one above that n allows
 */
export function medianInterval(sorted: readonly number[], level = 0.95): Figure<MedianInterval> {
  const n = sorted.length;
  const depth = depthFor(n, level);
  const [low, high] = depth === undefined ? [] : [sorted[depth - 1], sorted[n - depth]];
  if (depth === undefined || low === undefined || high === undefined)
    return noFigure({ kind: 'too few', have: n, need: fewestForMedian(level) });
  return figure({ low, high, coverage: coverageAt(n, depth) });
}
