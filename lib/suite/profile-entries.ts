import { type Point, point } from '../domain/point.ts';

/** One thing that a profile measures, and how often. */
export interface ProfileEntry {
  readonly point: Point;
  /** The service levels at which it is measured. */
  readonly services: readonly number[];
  /** In every block, so that a comparison is possible; or in one block that the seed picks. */
  readonly cadence: 'every-block' | 'once';
  /** The host's control tells little more when it is repeated for every scenario of one host. */
  readonly scenarios?: 'first';
  /** Left out where the target cannot make it so. */
  readonly condition?: 'shaped link';
}

/** The published levels; the fewest Services of a plain cluster come first. */
export const few = 4;
export const publishedLevels = [few, 104, 1000, 5000] as const;

interface Seconds {
  /** Per throughput measurement; iperf3 counts whole seconds. */
  readonly tcp: number;
  /** Per latency measurement. */
  readonly short: number;
}

type Cadence = ProfileEntry['cadence'];

const entriesOf =
  (cadence: Cadence) =>
  (made: Point, services: readonly number[] = [few]): ProfileEntry => ({ point: made, services, cadence });

const http = (server: 'fast-http' | 'httpbin', qps: number, keepalive: boolean, connections: number) => ({
  server,
  qps,
  keepalive,
  connections,
});

/** The points of the declared headline comparisons (lib/domain/headline.ts). */
export function headlines(seconds: Seconds): ProfileEntry[] {
  const every = entriesOf('every-block');
  return [
    every(point('tcp', { streams: 1, via: 'pod' }, seconds.tcp)),
    every(point('rtt', { via: 'pod' }, seconds.short)),
    every(point('connect', { via: 'service' }, seconds.short), [few, 1000]),
    every(point('http', http('fast-http', 0, true, 32), seconds.short)),
    every(point('dns-latency', { names: 'fqdn' }, Math.max(1, seconds.short))),
  ];
}

/** Both ends in the nodes' own network, one for each kind of measurement that a stage may have. */
export function controls(seconds: Seconds): ProfileEntry[] {
  const every = entriesOf('every-block');
  return [
    every(point('tcp', { streams: 1, via: 'host' }, seconds.tcp)),
    every(point('rtt', { via: 'host' }, seconds.short)),
    every(point('connect', { via: 'host' }, seconds.short)),
    every(point('http', { ...http('fast-http', 0, true, 32), via: 'host' }, seconds.short)),
  ];
}

/** The same, once for all scenarios of one host. */
export function sharedControls(seconds: Seconds): ProfileEntry[] {
  return controls(seconds).map((entry) => ({ ...entry, scenarios: 'first' }));
}

/** Everything else that the suite measures, but for the cost of Services. */
export function breadth(seconds: Seconds, cadence: Cadence): ProfileEntry[] {
  const at = entriesOf(cadence);
  return [
    at(point('tcp', { streams: 8, via: 'pod' }, seconds.tcp)),
    at(point('udp-max', { via: 'pod' }, seconds.tcp)),
    at(point('udp-published', { via: 'pod' }, seconds.tcp)),
    at(point('rtt-loaded', { via: 'pod' }, seconds.short)),
    at(point('rtt-published', { via: 'pod' }, seconds.tcp)),
    at(point('connect', { via: 'pod' }, seconds.short)),
    ...[1000, 5000].map((qps) => at(point('http', http('fast-http', qps, true, 32), seconds.short))),
    at(point('http', http('fast-http', 1000, false, 32), seconds.short)),
    ...[1000, 5000, 0].map((qps) => at(point('http', http('httpbin', qps, true, 32), seconds.short))),
    at(point('http', http('httpbin', 0, false, 32), seconds.short)),
    at(point('dns-latency', { names: 'search' }, Math.max(1, seconds.short))),
    at(point('dns-capacity', {}, Math.max(1, seconds.short))),
    at(point('dns-getent', {}, Math.max(1, seconds.short))),
  ];
}

/**
 * Processor time for a fixed load, which neither a fast wire nor a burst credit flatters, and for none.
 * @param seconds each; processor time is counted in ticks, and below some seconds it is noise
 */
export function costs(seconds: number): ProfileEntry[] {
  const every = entriesOf('every-block');
  return [
    every(point('tcp-paced', { via: 'pod' }, seconds)),
    every(point('tcp-paced', { via: 'host' }, seconds)),
    every(point('connect-paced', { via: 'service' }, seconds)),
    every(point('connect-paced', { via: 'host' }, seconds)),
    every(point('idle', {}, seconds)),
  ];
}

/**
 * What a congestion control changes: a full path and, where links can be shaped, a full bottleneck. Through a
 * queue of 50 ms a stream needs seconds to settle.
 */
export function congestion(seconds: number): ProfileEntry[] {
  const every = entriesOf('every-block');
  const shaped = (made: Point): ProfileEntry => ({ ...every(made), condition: 'shaped link' });
  return [
    shaped(point('tcp-shaped', { via: 'pod' }, seconds)),
    every(point('rtt-saturated', { via: 'pod', link: 'open' }, seconds)),
    shaped(point('rtt-saturated', { via: 'pod', link: 'shaped' }, seconds)),
  ];
}

/**
 * What the number of Services costs: new connections, which walk the rules, and requests on kept ones,
 * which do not.
 * @param levels those at which the headlines do not measure the same already
 */
export function scaling(
  seconds: Seconds,
  cadence: Cadence,
  levels: Readonly<Record<'connect' | 'keepalive' | 'http' | 'close', readonly number[]>>,
): ProfileEntry[] {
  const at = entriesOf(cadence);
  return [
    at(point('connect', { via: 'service' }, seconds.short), levels.connect),
    at(point('rtt', { via: 'service' }, seconds.short), levels.keepalive),
    at(point('http', http('fast-http', 0, true, 32), seconds.short), levels.http),
    at(point('http', http('fast-http', 0, false, 32), seconds.short), levels.close),
  ];
}

/** What the claims of the published report are judged by (lib/domain/published/claims). */
export function claims(seconds: Seconds): ProfileEntry[] {
  const every = entriesOf('every-block');
  return [
    every(point('tcp', { streams: 8, via: 'pod' }, seconds.tcp)),
    every(point('rtt-published', { via: 'pod' }, seconds.tcp)),
    every(point('rtt', { via: 'pod' }, seconds.short)),
    every(point('http', http('httpbin', 1000, true, 32), seconds.tcp)),
    every(point('udp-published', { via: 'pod' }, seconds.tcp)),
    every(point('connect', { via: 'service' }, seconds.short), [few, 104, 1000]),
    every(point('rtt', { via: 'service' }, seconds.short), [few, 1000]),
    every(point('dns-latency', { names: 'fqdn' }, Math.max(1, seconds.short))),
  ];
}

/**
 * The published report's own method: one loaded stream as "RTT", the sender's UDP rate, fork and
 * getent as "DNS", httpbin on gunicorn at two concurrencies. Kept as it was, to compare with it.
 */
export function published(seconds: number): ProfileEntry[] {
  const at = entriesOf('every-block');
  return [
    at(point('tcp', { streams: 1, via: 'pod' }, seconds)),
    at(point('udp-published', { via: 'pod' }, seconds)),
    at(point('rtt-published', { via: 'pod' }, seconds)),
    ...[1000, 5000, 0].map((qps) => at(point('http', http('httpbin', qps, true, 32), seconds))),
    at(point('http', http('httpbin', 1000, true, 16), seconds), [few, 104, 1000]),
    at(point('http', http('httpbin', 0, true, 16), seconds), [few, 104, 1000]),
    at(point('http', http('httpbin', 0, false, 16), seconds), [few, 1000]),
    at(point('dns-getent', {}, seconds)),
  ];
}
