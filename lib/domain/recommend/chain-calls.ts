import type { Evidence } from '../comparison.ts';
import type { MetricId } from '../metric.ts';
import type { Params, Point } from '../point.ts';
import { type BlockReading, type Series, type SeriesKey, seriesId } from '../series.ts';
import { inARow } from '../statistics/convolution.ts';
import {
  type Bucket,
  bucketsBetween,
  type Distribution,
  distributionOf,
} from '../statistics/distribution.ts';

/** How long single calls took, us, by the step that made them. */
export type Calls = ReadonlyMap<string, readonly Bucket[]>;

/** A kind of call of which a chain is made. */
export interface ChainCall {
  readonly id: 'round-trips' | 'requests';
  readonly probe: string;
  readonly params: Params;
  /** Read in every block in which there were calls enough. */
  readonly tail: MetricId;
  /** What the journal keeps of the calls, where it holds the least value, too: else it bounds too little. */
  readonly kept?: {
    readonly least: MetricId;
    readonly percentiles: readonly (readonly [percent: number, metric: MetricId])[];
  };
}

export const chainCalls: readonly ChainCall[] = [
  {
    id: 'round-trips',
    probe: 'rtt',
    params: { via: 'pod' },
    tail: 'rtt.p99',
    kept: {
      least: 'rtt.min',
      percentiles: [
        [50, 'rtt.p50'],
        [90, 'rtt.p90'],
        [99, 'rtt.p99'],
        [99.9, 'rtt.p999'],
      ],
    },
  },
  {
    id: 'requests',
    probe: 'http',
    params: { server: 'fast-http', qps: 1000, keepalive: true },
    tail: 'http.p99',
  },
];

/** Whether a chain is made of what is measured at this point. */
export function isOf(call: ChainCall, { probe, params }: Point): boolean {
  return probe === call.probe && Object.entries(call.params).every(([name, value]) => params[name] === value);
}

/** Calls in a row of one scenario, block by block. */
export interface Measured {
  readonly key: Omit<SeriesKey, 'metric'>;
  /** Of every call between the edges of its bucket, or only percentiles, which the journal keeps. */
  readonly basis: 'histograms' | 'percentiles';
  /** By block: what one, two, ... calls in a row take. */
  readonly blocks: ReadonlyMap<number, readonly Distribution[]>;
}

/**
 * What was measured of such calls, at the fewest Services.
 * @param longest how many calls in a row are of interest
 * @returns undefined without a block that has enough of them
 */
export function measuredIn(
  { series }: Evidence,
  call: ChainCall,
  { point, scenario }: Pick<SeriesKey, 'point' | 'scenario'>,
  calls: Calls,
  longest: number,
): Measured | undefined {
  const tails = [...series.values()]
    .filter((one) => one.point === point && one.scenario === scenario && one.metric === call.tail)
    .toSorted((a, b) => a.services - b.services)[0];
  if (!tails) return undefined;
  const { services } = tails;
  const key = { scenario, point, services };
  const read = tails.readings.filter(isWellFounded);
  const whole = read.length > 0 && read.every(({ step }) => calls.has(step));
  const at = (metric: MetricId) => series.get(seriesId({ ...key, metric }));
  const blocks = new Map(
    read.flatMap(({ block, step }): [number, readonly Distribution[]][] => {
      const buckets = whole ? calls.get(step) : fromPercentiles(call, at, block);
      const single = distributionOf(buckets ?? []);
      return single.ok ? [[block, inARow(single.figure, longest)]] : [];
    }),
  );
  return blocks.size === 0 ? undefined : { key, basis: whole ? 'histograms' : 'percentiles', blocks };
}

/** Ten calls reach into the last thousandth of one: of fewer than a thousand nothing is known of it. */
function isWellFounded({ reading }: BlockReading): boolean {
  return reading.outcome === 'value' && !reading.marks.includes('few-events');
}

function fromPercentiles(
  { kept }: ChainCall,
  at: (metric: MetricId) => Series | undefined,
  block: number,
): Bucket[] | undefined {
  const value = (metric: MetricId) => {
    const reading = at(metric)?.readings.find((one) => one.block === block)?.reading;
    return reading?.outcome === 'value' ? reading.value : undefined;
  };
  const least = kept && value(kept.least);
  if (!kept || least === undefined) return undefined;
  const percentiles = kept.percentiles.flatMap(([percent, metric]): [number, number][] => {
    const found = value(metric);
    return found === undefined ? [] : [[percent, found]];
  });
  return bucketsBetween(least, percentiles);
}
