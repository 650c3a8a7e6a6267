import { describe, expect, it } from '@jest/globals';
import { scaleFrom } from '../../../lib/suite/probes/fortio-load.ts';
import {
  type Histogram,
  histogramSchema,
  interpolate,
  tooFewFor,
} from '../../../lib/suite/probes/histogram.ts';
import { uniform } from '../../support/random.ts';
import { recorded } from './recorded.ts';

/** The ends of Fortio's buckets, in resolutions from the offset. */
const ends = [
  ...Array.from({ length: 13 }, (_, end) => end),
  ...[14, 16, 18, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 120, 140, 160, 180, 200, 250, 300],
];

/** What Fortio would export of these events, in seconds. */
function exported(
  eventsMicros: readonly number[],
  offsetMicros: number,
  resolutionMicros: number,
): Histogram {
  const ascending = eventsMicros.map((micros) => micros / 1e6).toSorted((one, other) => one - other);
  const [Min = 0, Max = 0] = [ascending[0], ascending.at(-1)];
  const Sum = ascending.reduce((sum, event) => sum + event, 0);
  const edges = ends.map((end) => (offsetMicros + end * resolutionMicros) / 1e6);
  let below = 0;
  const Data = [...edges, Number.POSITIVE_INFINITY].flatMap((edge, index) => {
    const upTo = ascending.filter((event) => event <= edge).length;
    const Count = upTo - below;
    const bucket = {
      Start: below === 0 ? Min : (edges[index - 1] ?? Min),
      End: upTo === ascending.length ? Max : edge,
      Percent: (100 * upTo) / ascending.length,
      Count,
    };
    below = upTo;
    return Count === 0 ? [] : [bucket];
  });
  return { Count: ascending.length, Min, Max, Sum, Avg: Sum / ascending.length, Data, Percentiles: [] };
}

describe('the percentile of a histogram', () => {
  it('is the one that Fortio itself reports', () => {
    for (const name of ['rtt.pod', 'http.fast-1000', 'http.httpbin-5000']) {
      const histogram = JSON.parse(recorded(name)[1]?.stdout ?? '').DurationHistogram;
      expect(histogramSchema.parse(histogram).Percentiles).toHaveLength(4);
      for (const { Percentile, Value } of histogram.Percentiles)
        expect(interpolate(histogram, Percentile) / Value).toBeCloseTo(1, 9);
    }
  });

  it('needs ten events above it', () => {
    const histogram = exported(
      Array.from({ length: 1000 }, (_, index) => 20 + index / 100),
      0,
      1,
    );
    expect([50, 90, 99, 99.9].map((rank) => tooFewFor(histogram, rank))).toEqual([false, false, false, true]);
  });
});

describe('the scale that a pilot finds', () => {
  it('is taken from the histogram that the probe reads', () => {
    const [pilot] = recorded('connect.pod');
    if (!pilot) throw new Error('no recording');
    expect(scaleFrom(pilot, 'HTTP', 'ConnectionStats')).toEqual({ offsetMicros: 43, resolutionMicros: 3.5 });
    expect(scaleFrom(pilot, 'HTTP')?.offsetMicros).toBeGreaterThan(100);
    expect(scaleFrom(pilot, 'TCP')).toBeUndefined();
  });

  it('resolves 3 us at 25 us, where the plain scale is off by several tenths', () => {
    const [one, slower] = [25, 28].map((least) => {
      const next = uniform(3);
      return Array.from({ length: 4000 }, () => least + 4 * next() * next());
    });
    const difference = (offset: number, resolution: number) =>
      1e6 *
      (interpolate(exported(slower ?? [], offset, resolution), 50) -
        interpolate(exported(one ?? [], offset, resolution), 50));
    expect(Math.abs(difference(22, 0.5) - 3)).toBeLessThan(0.1);
    expect(Math.abs(difference(0, 1) - 3)).toBeGreaterThan(0.3);
  });
});
