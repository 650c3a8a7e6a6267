import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { median, medianAbsoluteDeviation, sampleRankCorrelation } from 'simple-statistics';
import type { Side } from './host-control.ts';
import { countedSteps, type JournalRecord } from './journal.ts';
import { type Series, seriesId } from './series.ts';
import { fewestBlocks } from './verdict.ts';

/** What a reader should know of a series before trusting its spread. Descriptive: it changes no verdict. */
export type Diagnostic =
  /** The values follow the order of the blocks: something changed while the run went on. */
  | { readonly kind: 'drift'; readonly correlation: number }
  /** The values follow the time for which the driver was ready and did not run: the host was busy. */
  | { readonly kind: 'run delay'; readonly correlation: number }
  /** A block far from the others; `ratio` is to the median. */
  | { readonly kind: 'outlier'; readonly block: number; readonly ratio: number }
  /** So many blocks have no value, since an allowance of the instance was exceeded beside them. */
  | { readonly kind: 'allowance'; readonly blocks: number };

/** Two-sided, of each correlation: in one series of a hundred chance alone is taken for drift. */
const significance = 0.01;

/** In scaled deviations: beyond what any of twenty normal blocks reaches. */
const outlierDeviations = 5;
/** Of a normal distribution the standard deviation is so many median absolute deviations. */
const normalScale = 1.4826;

/**
 * By step: the share of its time in which the driver was ready to run and did not. Steps whose target does
 * not count it are absent.
 */
export function runDelayShares(records: Iterable<JournalRecord>): Map<string, number> {
  const shares = new Map<string, number>();
  for (const { step, observed } of countedSteps(records).values()) {
    const delay = observed?.counters['driver.run-delay'];
    if (observed && delay !== undefined && observed.wallMillis > 0)
      shares.set(step, delay / observed.wallMillis);
  }
  return shares;
}

/** By run id, then by step: the share of its time in which the driver waited for a processor. */
export type Delays = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The diagnostics of one side of a comparison. */
export function diagnoseSide({ evidence: { run, series }, key }: Side, delays: Delays): Diagnostic[] {
  const own = series.get(seriesId(key));
  return own ? diagnose(own, delays.get(run.id) ?? new Map()) : [];
}

/** Looks for exceeded allowances, and at the values where there are six or more. */
export function diagnose(series: Series, delays: ReadonlyMap<string, number>): Diagnostic[] {
  const throttled = series.readings.filter(({ reading }) => reading.outcome === 'throttled').length;
  return [
    ...diagnoseValues(series, delays),
    ...(throttled === 0 ? [] : [{ kind: 'allowance', blocks: throttled } as const]),
  ];
}

function diagnoseValues(series: Series, delays: ReadonlyMap<string, number>): Diagnostic[] {
  const readings = series.readings.flatMap(({ block, step, reading }) =>
    reading.outcome === 'value' && reading.value > 0 ? [{ block, step, log: Math.log(reading.value) }] : [],
  );
  if (readings.length < fewestBlocks) return [];
  const logs = readings.map(({ log }) => log);
  const order = correlated(
    readings.map(({ block }) => block),
    logs,
  );
  const delayed = readings.filter(({ step }) => delays.has(step));
  const delay = correlated(
    delayed.map(({ step }) => delays.get(step) ?? 0),
    delayed.map(({ log }) => log),
  );
  return [
    ...(order === undefined ? [] : [{ kind: 'drift', correlation: order } as const]),
    ...(delay === undefined ? [] : [{ kind: 'run delay', correlation: delay } as const]),
    ...outliers(readings),
  ];
}

/** The rank correlation, where chance alone rarely gives as much. */
function correlated(one: number[], other: number[]): number | undefined {
  const n = one.length;
  if (n < fewestBlocks || new Set(one).size < 2 || new Set(other).size < 2) return undefined;
  // Rounding may leave it outside of the range.
  const correlation = Math.max(-1, Math.min(1, sampleRankCorrelation(one, other)));
  const t = Math.abs(correlation) * Math.sqrt((n - 2) / Math.max(1 - correlation ** 2, Number.EPSILON));
  return t > tQuantile(1 - significance / 2, n - 2) ? correlation : undefined;
}

function outliers(readings: readonly { readonly block: number; readonly log: number }[]): Diagnostic[] {
  const logs = readings.map(({ log }) => log);
  const [centre, deviation] = [median(logs), normalScale * medianAbsoluteDeviation(logs)];
  if (deviation === 0) return [];
  return readings
    .filter(({ log }) => Math.abs(log - centre) > outlierDeviations * deviation)
    .map(({ block, log }) => ({ kind: 'outlier', block, ratio: Math.exp(log - centre) }));
}
