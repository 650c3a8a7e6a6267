import type { Invocation, Role, ToolOutput } from '../ports.ts';
import { readFortio } from './fortio.ts';
import { type Histogram, interpolate } from './histogram.ts';
import { unlessUnreadable } from './json.ts';

/** How a histogram is laid: from where, and how wide its narrowest buckets are. Microseconds. */
export interface Scale {
  readonly offsetMicros: number;
  readonly resolutionMicros: number;
}

interface Load {
  readonly role: Role;
  /** `http://host:port/path` or `tcp://host:port`. */
  readonly url: string;
  readonly seconds: number;
  readonly connections: number;
  /** 0: as fast as the answers come. */
  readonly qps: number;
  readonly scale: Scale;
  readonly placement: Invocation['placement'];
  readonly flags?: readonly string[];
}

/** One call of `fortio load` with its report on stdout. */
export function fortioLoad(load: Load): Invocation {
  const { offsetMicros, resolutionMicros } = load.scale;
  return {
    role: load.role,
    argv: [
      'fortio',
      'load',
      // One line per failed request would be megabytes; the report counts them.
      ...(load.url.startsWith('tcp:') ? ['-loglevel', 'critical'] : ['-quiet', '-log-errors=false']),
      ...['-qps', String(load.qps), '-c', String(load.connections), '-t', `${load.seconds}s`],
      ...['-r', seconds(resolutionMicros), '-offset', `${offsetMicros}us`],
      ...['-p', '50,90,99,99.9', ...(load.flags ?? []), '-json', '-', load.url],
    ],
    timeoutSeconds: load.seconds + 15,
    placement: load.placement,
  };
}

/** Fortio starts in 20-60 ms and closes its connections as fast. */
export const fortioStartSeconds = 0.1;

/** How long the call before the measured one lasts: it warms the path and finds the scale. */
export const pilotSeconds = 0.1;

/** The scale of a pilot: a guess that reads 1 us to 100 ms. */
export const pilotScale: Scale = { offsetMicros: 0, resolutionMicros: 1 };

/**
 * Fortio's buckets are 1, 2, 5, 10, ... resolutions wide up to 12, 20, 50, 100, ... resolutions from
 * the offset. From 0 with `-r 0.000001` a median of 27 us lies in a bucket of 5 us; from a little
 * below the fastest event it lies in one of 0.5-2 us. So a pilot finds where to begin.
 * @returns undefined when the pilot cannot be read: there is nothing to go on with
 */
export function scaleFrom(
  pilot: ToolOutput,
  runType: 'TCP' | 'HTTP',
  of: 'DurationHistogram' | 'ConnectionStats' = 'DurationHistogram',
): Scale | undefined {
  const histogram = unlessUnreadable(() => readFortio(pilot, runType)[of]);
  return histogram && scaleOf(histogram);
}

function scaleOf(histogram: Histogram): Scale {
  const least = histogram.Min * 1e6;
  // A tenth below, since the longer run will see a faster event than the pilot did.
  const offsetMicros = Math.floor(least * 0.9);
  const toMedian = interpolate(histogram, 50) * 1e6 - offsetMicros;
  // The median within the first twelve, narrowest buckets; half a microsecond is below any noise.
  return { offsetMicros, resolutionMicros: Math.max(0.5, Math.ceil((toMedian / 10) * 2) / 2) };
}

/** Without an exponent, which Fortio's flags would take but nobody reads. */
function seconds(micros: number): string {
  return (micros / 1e6).toFixed(7);
}
