import type { MetricId } from '../../domain/metric.ts';
import type { Sample } from '../../domain/sample.ts';
import type { Bucket } from '../../domain/statistics/distribution.ts';
import type { Address, Invocation, Role, ToolOutput } from '../ports.ts';
import { expectNoErrors, percentileMicros, readFortio } from './fortio.ts';
import { fortioLoad, pilotScale, pilotSeconds, scaleFrom } from './fortio-load.ts';
import { bucketsMicros, type Histogram } from './histogram.ts';
import { outputAt } from './json.ts';
import { reading } from './reading.ts';

export const roundTripMetrics: readonly MetricId[] = ['rtt.min', 'rtt.p50', 'rtt.p90', 'rtt.p99', 'rtt.p999'];

/**
 * The next of two calls: a pilot, then the measured one. Each is a chain of round trips of 24 bytes over
 * one kept TCP connection, one at a time.
 */
export function nextRoundTrips(
  role: Role,
  { host, port }: Address,
  seconds: number,
  outputs: readonly ToolOutput[],
): Invocation | undefined {
  const [pilot, measured] = outputs;
  const scale = pilot ? scaleFrom(pilot, 'TCP') : pilotScale;
  if (measured || !scale) return undefined;
  return fortioLoad({
    role,
    url: `tcp://${host}:${port}`,
    seconds: pilot ? seconds : pilotSeconds,
    connections: 1,
    qps: -1,
    scale,
    placement: 'same-core',
  });
}

/** @throws OutputError unless every round trip of both calls was answered */
export function readRoundTrips(outputs: readonly ToolOutput[]): readonly Sample[] {
  readCall(outputs, 0);
  const histogram = readCall(outputs, 1);
  return [
    reading('rtt.min', histogram.Min * 1e6),
    percentileMicros('rtt.p50', histogram, 50),
    percentileMicros('rtt.p90', histogram, 90),
    percentileMicros('rtt.p99', histogram, 99),
    percentileMicros('rtt.p999', histogram, 99.9),
  ];
}

/** Of the measured call alone. @throws OutputError as `readRoundTrips` does */
export function callsOf(outputs: readonly ToolOutput[]): readonly Bucket[] {
  return bucketsMicros(readCall(outputs, 1));
}

function readCall(outputs: readonly ToolOutput[], index: number): Histogram {
  const report = readFortio(outputAt(outputs, index), 'TCP');
  expectNoErrors(report, 'OK');
  return report.DurationHistogram;
}
