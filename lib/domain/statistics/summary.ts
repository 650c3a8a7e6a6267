import { mean, medianAbsoluteDeviation, quantileSorted, sampleStandardDeviation } from 'simple-statistics';
import { type MedianInterval, medianInterval } from './median-interval.ts';
import { type Figure, figure, noFigure } from './result.ts';

/** What n repetitions say. Values in the metric's unit. */
export interface Summary {
  readonly n: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  /** 95 % interval of the median; absent below six values. */
  readonly interval: Figure<MedianInterval>;
  /** Median distance from the median: a spread that one wild value does not move. */
  readonly medianAbsoluteDeviation: number;
  /** Standard deviation over mean; absent below two values or where the mean is not positive. */
  readonly variation: Figure<number>;
}

/** Sums repetitions up; absent when there is none. Their order does not matter. */
export function summarise(values: readonly number[]): Figure<Summary> {
  const sorted = Float64Array.from(values).sort();
  const [min, max] = [sorted.at(0), sorted.at(-1)];
  if (min === undefined || max === undefined) return noFigure({ kind: 'too few', have: 0, need: 1 });
  const ascending = [...sorted];
  return figure({
    n: ascending.length,
    median: quantileSorted(ascending, 0.5),
    min,
    max,
    lowerQuartile: quantileSorted(ascending, 0.25),
    upperQuartile: quantileSorted(ascending, 0.75),
    interval: medianInterval(ascending),
    medianAbsoluteDeviation: medianAbsoluteDeviation(ascending),
    variation: variationOf(ascending),
  });
}

/** Coefficient of variation: meaningful for quantities whose zero means none. */
function variationOf(values: readonly number[]): Figure<number> {
  if (values.length < 2) return noFigure({ kind: 'too few', have: values.length, need: 2 });
  const average = mean([...values]);
  if (average <= 0) return noFigure({ kind: 'not positive', value: average });
  return figure(sampleStandardDeviation([...values]) / average);
}
