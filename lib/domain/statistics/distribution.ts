import { type Figure, figure, noFigure } from './result.ts';

/** So many events, each of which took longer than `from` and no longer than `to`; where is not known. */
export interface Bucket {
  readonly from: number;
  /** Infinity where nothing bounds it. */
  readonly to: number;
  readonly count: number;
}

/** Shares of all events that lie in cells of a scale of ratios. */
export interface Shares {
  /** Number of the cell that `shares` begins with. */
  readonly first: number;
  readonly shares: Float64Array;
  /** What is in no cell: too rare to be followed, or without a bound. */
  readonly lost: number;
}

/** A random quantity between two that are known: whatever lies where in a bucket, it is not beyond them. */
export interface Distribution {
  /** Every event at the lower end of its bucket. */
  readonly low: Shares;
  readonly high: Shares;
}

/** What a quantile lies between; `high` is absent where the data do not bound it. */
export interface Bounds {
  readonly low: number;
  readonly high?: number;
}

export type End = 'low' | 'high';

/**
 * A double begins with its exponent and the digits of its mantissa: with the first 9 of these it numbers the
 * cells, 512 to each doubling, so that a cell is at most 1/512 wide, relatively.
 */
const digitsLeftOut = 11;
const view = new DataView(new ArrayBuffer(8));

/** Where a cell begins; a value that stands there is in it. */
export function edgeOf(cell: number): number {
  view.setUint32(0, cell << digitsLeftOut);
  view.setUint32(4, 0);
  return view.getFloat64(0);
}

/** The cell whose beginning stands for a positive value: a lower end is never raised, a higher one never lowered. */
export function cellAtEnd(value: number, end: End): number {
  view.setFloat64(0, value);
  const upper = view.getUint32(0);
  const cell = upper >>> digitsLeftOut;
  if (end === 'low') return cell;
  return (upper & (2 ** digitsLeftOut - 1)) === 0 && view.getUint32(4) === 0 ? cell : cell + 1;
}

/** @returns why there is none: without a single event, or with one that took no time at all */
export function distributionOf(buckets: readonly Bucket[]): Figure<Distribution> {
  const filled = buckets.filter(({ count }) => count > 0);
  if (filled.length === 0) return noFigure({ kind: 'too few', have: 0, need: 1 });
  const notPositive = filled.find(({ from }) => !(from > 0));
  if (notPositive) return noFigure({ kind: 'not positive', value: notPositive.from });
  return figure({ low: sharesAt(filled, 'low'), high: sharesAt(filled, 'high') });
}

function sharesAt(buckets: readonly Bucket[], end: End): Shares {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  const bounded = buckets.flatMap(({ from, to, count }) => {
    const value = end === 'low' ? from : to;
    return Number.isFinite(value) ? [{ cell: cellAtEnd(value, end), share: count / total }] : [];
  });
  const cells = bounded.map(({ cell }) => cell);
  const first = Math.min(...cells);
  const shares = new Float64Array(bounded.length === 0 ? 0 : Math.max(...cells) - first + 1);
  for (const { cell, share } of bounded) shares[cell - first] = (shares[cell - first] ?? 0) + share;
  return { first, shares, lost: 1 - bounded.reduce((sum, { share }) => sum + share, 0) };
}

/**
 * What lies between the percentiles that a tool reports lies there as far as the tool interpolates rightly, and
 * where in between is not known.
 * @param least the smallest value
 * @param percentiles ascending, each with its value; what lies above the last has no bound
 */
export function bucketsBetween(
  least: number,
  percentiles: readonly (readonly [percent: number, value: number])[],
): Bucket[] {
  const upper = [...percentiles, [100, Number.POSITIVE_INFINITY] as const];
  return upper.map(([percent, to], index) => {
    const [below, from] = upper[index - 1] ?? [0, least];
    return { from, to, count: percent - below };
  });
}

/** @param share 0.99 for p99 */
export function quantileOf({ low, high }: Distribution, share: number): Bounds {
  // What was lost of the lower end may lie below all of it, of the higher one above all of it.
  const above = at(high, share);
  return {
    low: at(low, share - low.lost) ?? edgeOf(low.first),
    ...(above === undefined ? {} : { high: above }),
  };
}

function at({ first, shares }: Shares, share: number): number | undefined {
  let sum = 0;
  for (const [index, one] of shares.entries()) {
    sum += one;
    // Shares are sums of many roundings: the last digits decide nothing.
    if (one > 0 && sum >= share - 1e-12) return edgeOf(first + index);
  }
  return undefined;
}
