import { z } from 'zod';
import type { Bucket } from '../../domain/statistics/distribution.ts';
import { agree } from './json.ts';

const count = z.number().int().nonnegative();
const seconds = z.number().nonnegative();

const bucketSchema = z.object({ Start: seconds, End: seconds, Percent: z.number(), Count: count });

const shapeSchema = z.object({
  Count: count.positive('no events'),
  Min: seconds,
  Max: seconds.positive(),
  Sum: seconds.positive(),
  Avg: seconds.positive(),
  Data: z.array(bucketSchema).min(1, 'no buckets'),
  Percentiles: z.array(z.object({ Percentile: z.number(), Value: seconds })).min(1, 'no percentiles'),
});
export type Histogram = z.infer<typeof shapeSchema>;

/**
 * A histogram of durations as Fortio 1.x exports it, in seconds. Min, Max and Avg are exact;
 * percentiles are interpolated within a bucket. Every figure is checked against the others, so that
 * one in another unit is noticed.
 */
export const histogramSchema = shapeSchema
  .refine((h) => h.Data.reduce((sum, bucket) => sum + bucket.Count, 0) === h.Count, {
    message: 'the buckets do not add up to Count',
  })
  .refine((h) => agree(h.Avg, h.Sum / h.Count, 1e-6), { message: 'Avg is not Sum / Count' })
  .refine((h) => h.Min <= h.Avg * (1 + 1e-9) && h.Avg <= h.Max * (1 + 1e-9), {
    message: 'Avg is outside of Min and Max',
  })
  .refine((h) => h.Data[0]?.Start === h.Min && h.Data.at(-1)?.End === h.Max, {
    message: 'the buckets do not cover Min to Max',
  })
  .refine((h) => h.Percentiles.every((p) => agree(p.Value, interpolate(h, p.Percentile), 1e-6)), {
    message: 'a percentile is not the one of the buckets',
  });

/** What is read of the histogram of failed requests, which is empty when none failed. */
export const eventCountSchema = z.object({ Count: count });

/**
 * The percentile by linear interpolation within its bucket, as Fortio does it: the first event alone
 * stands at Min.
 */
export function interpolate(histogram: Histogram, percentile: number): number {
  let below = 100 / histogram.Count;
  if (percentile <= below) return histogram.Min;
  for (const bucket of histogram.Data) {
    if (percentile <= bucket.Percent)
      return bucket.Start + ((percentile - below) / (bucket.Percent - below)) * (bucket.End - bucket.Start);
    below = bucket.Percent;
  }
  return histogram.Max;
}

/** Events that a percentile needs, so that ten lie above it. */
const eventsNeeded = (percentile: number) => 10 / (1 - percentile / 100);

/** Whether the histogram holds enough events for this percentile (p99: 1,000, p99.9: 10,000). */
export function tooFewFor(histogram: Histogram, percentile: number): boolean {
  return histogram.Count < Math.round(eventsNeeded(percentile));
}

/** The same in microseconds. An event at the lower end of a bucket is in the one before it, but for the first. */
export function bucketsMicros(histogram: Histogram): Bucket[] {
  return histogram.Data.map(({ Start, End, Count: count }) => ({ from: Start * 1e6, to: End * 1e6, count }));
}
