import { countedSteps, type JournalRecord, type StepRecord } from './journal.ts';
import type { MetricId } from './metric.ts';
import { stepsOf } from './plan.ts';
import type { Run } from './run.ts';
import type { Absence, Mark, Sample } from './sample.ts';

/** What makes two readings repetitions of one thing. */
export interface SeriesKey {
  readonly scenario: string;
  /** Id of a point, or `services`. */
  readonly point: string;
  /** How many Services existed. */
  readonly services: number;
  readonly metric: MetricId;
}

/** What one block says of a series: a value in the metric's unit, or why there is none. */
export type Reading =
  | { readonly outcome: 'value'; readonly value: number; readonly marks: readonly Mark[] }
  | { readonly outcome: Absence; readonly reason: string };

export interface BlockReading {
  readonly block: number;
  readonly step: string;
  readonly reading: Reading;
  /** Path of the raw output below the run's folder; absent when nothing was executed. */
  readonly raw?: string;
}

/** The repetitions of one reading, one per block, in the order of blocks. */
export interface Series extends SeriesKey {
  readonly readings: readonly BlockReading[];
}

/** The key as one string, for maps. */
export function seriesId(key: SeriesKey): string {
  return `${key.scenario} ${key.point} ${key.services} ${key.metric}`;
}

function readingOf(sample: Sample): Reading {
  return sample.outcome === 'value'
    ? { outcome: 'value', value: sample.value, marks: sample.marks ?? [] }
    : { outcome: sample.outcome, reason: sample.reason };
}

/**
 * Sorts the readings that count into series, those of a block that was voided or of a step that was
 * repeated left out. The order is the plan's: by scenario, then point, then level, then metric. Linear
 * in the number of samples.
 */
export function seriesOf(run: Run, records: Iterable<JournalRecord>): Map<string, Series> {
  const found = new Map<string, SeriesKey & { readings: BlockReading[] }>();
  for (const record of inPlanOrder(run, countedSteps(records)))
    for (const sample of record.samples) {
      const { scenario, point, services } = record;
      const key: SeriesKey = { scenario, point, services, metric: sample.metric };
      const id = seriesId(key);
      const series = found.get(id) ?? { ...key, readings: [] };
      if (series.readings.length === 0) found.set(id, series);
      series.readings.push({
        block: record.block,
        step: record.step,
        reading: readingOf(sample),
        ...(record.raw === undefined ? {} : { raw: record.raw }),
      });
    }
  return found;
}

/** Steps were shuffled for the measurement's sake; readers want scenario, point and level in order. */
function inPlanOrder(run: Run, counted: ReadonlyMap<string, StepRecord>): StepRecord[] {
  const scenarioRank = new Map(run.plan.scenarios.map((name, index) => [name, index]));
  const pointRank = new Map(run.plan.points.map((point, index) => [point.id, index]));
  const rank = (ranks: ReadonlyMap<string, number>, key: string) => ranks.get(key) ?? ranks.size;
  return [...counted.values()].sort(
    (a, b) =>
      rank(scenarioRank, a.scenario) - rank(scenarioRank, b.scenario) ||
      rank(pointRank, a.point) - rank(pointRank, b.point) ||
      a.services - b.services ||
      a.block - b.block,
  );
}

/** A planned step that no counted record answers. */
export interface MissingStep {
  readonly step: string;
  readonly scenario: string;
  readonly point: string;
  readonly services: number;
  readonly block: number;
}

/** What the plan holds and the journal does not: the run was interrupted, or the scenario never opened. */
export function missingSteps(run: Run, records: Iterable<JournalRecord>): MissingStep[] {
  const counted = countedSteps(records);
  const missing: MissingStep[] = [];
  for (const { block, level, step } of stepsOf(run.plan))
    if (!counted.has(step.id))
      missing.push({
        step: step.id,
        scenario: step.scenario,
        point: step.point,
        services: level.services,
        block: block.index,
      });
  return missing;
}
