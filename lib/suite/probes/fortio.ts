import { z } from 'zod';
import type { MetricId } from '../../domain/metric.ts';
import type { Mark, Sample } from '../../domain/sample.ts';
import type { ToolOutput } from '../ports.ts';
import { OutputError } from '../probe.ts';
import { eventCountSchema, type Histogram, histogramSchema, interpolate, tooFewFor } from './histogram.ts';
import { agree, conform, expectThat, parseJson } from './json.ts';
import { reading } from './reading.ts';

const tool = 'fortio';

const reportSchema = z.object({
  Version: z.string().regex(/^v?1\./, 'is not of fortio 1'),
  RunType: z.enum(['TCP', 'HTTP']),
  RequestedDuration: z.string(),
  /** Events of DurationHistogram per second. */
  ActualQPS: z.number().positive(),
  /** Nanoseconds. */
  ActualDuration: z.number().positive(),
  NumThreads: z.number().int().positive(),
  DurationHistogram: histogramSchema,
  ErrorsDurationHistogram: eventCountSchema,
  /** By `OK` or error message (TCP), or by status (HTTP; -1 is a socket error). */
  RetCodes: z.record(z.string(), z.number().int().nonnegative()),
  SocketCount: z.number().int().positive(),
  ConnectionStats: histogramSchema.optional(),
});
export type FortioReport = z.infer<typeof reportSchema>;

/** What stands in the place of a report that was never begun. */
const refusalSchema = z.object({ error: z.literal(true), message: z.string().min(1) });

/**
 * Reads the JSON of `fortio load` 1.x and checks its figures against each other.
 * @throws OutputError when they disagree, or when there was not one event
 */
export function readFortio(output: ToolOutput, runType: FortioReport['RunType']): FortioReport {
  const document = parseJson(tool, output.stdout);
  const { data: refused } = refusalSchema.safeParse(document);
  if (refused) throw new OutputError(`fortio: ${refused.message}`);
  const report = conform(tool, reportSchema, document);
  expectThat(report.RunType === runType, `fortio ran ${report.RunType}, not ${runType}`);
  const actual = report.ActualDuration / 1e9;
  const asked = requestedSeconds(report);
  const { Count, Sum } = report.DurationHistogram;
  // The last requests may outlast the run by their time-out.
  expectThat(
    actual > 0.9 * asked && actual < 1.5 * asked + 5,
    `fortio ran ${actual} s instead of ${asked} s`,
  );
  expectThat(
    agree(report.ActualQPS, Count / actual, 0.01),
    'fortio: ActualQPS is not Count / ActualDuration',
  );
  expectThat(Sum <= 1.05 * report.NumThreads * actual, 'fortio: the latencies add up to more than the run');
  const answers = Object.values(report.RetCodes).reduce((sum, count) => sum + count, 0);
  expectThat(answers === Count, 'fortio: RetCodes do not add up to Count');
  return report;
}

/** How many of the events were not answered as they should be. */
export function errorsOf(report: FortioReport, good: string): number {
  return report.DurationHistogram.Count - (report.RetCodes[good] ?? 0);
}

/**
 * Fortio counts the time of a refused connection as a latency, and its exit status is 0.
 * @throws OutputError when any event failed, with Fortio's words for the most frequent failure
 */
export function expectNoErrors(report: FortioReport, good: string): void {
  const errors = errorsOf(report, good);
  if (errors === 0) return;
  const [worst] = Object.entries(report.RetCodes)
    .filter(([code]) => code !== good)
    .sort(([, one], [, other]) => other - one);
  const what = worst?.[0] === '-1' ? 'socket error' : worst?.[0];
  throw new OutputError(`${errors} of ${report.DurationHistogram.Count} failed: ${what ?? 'no return code'}`);
}

/** A percentile as a sample in microseconds, marked also when it stands on too few events. */
export function percentileMicros(
  metric: MetricId,
  histogram: Histogram,
  percentile: number,
  marks: readonly Mark[] = [],
): Sample {
  const few: readonly Mark[] = tooFewFor(histogram, percentile) ? ['few-events'] : [];
  return reading(metric, interpolate(histogram, percentile) * 1e6, [...marks, ...few]);
}

/** How long the run was to last: a Go duration such as `2s`, `300ms` or `1m30s`. */
export function requestedSeconds({ RequestedDuration: text }: FortioReport): number {
  const units: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6 };
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|us|µs|m|s)/g)];
  expectThat(
    parts.length > 0 && parts.map(([part]) => part).join('') === text,
    `fortio: "${text}" is no duration`,
  );
  return parts.reduce((sum, [, value, unit]) => sum + Number(value) * (units[unit ?? ''] ?? Number.NaN), 0);
}

/**
 * What a run of this length can reach: Fortio gives each connection a whole number of calls and, with
 * `-uniform`, begins them one after the other within one interval.
 */
export function reachableQps(qps: number, connections: number, seconds: number): number {
  const calls = Math.floor((qps * seconds) / connections) * connections;
  return Math.min(qps, calls / (seconds + connections / qps));
}
