import { z } from 'zod';
import { countedSteps, type JournalRecord } from '../domain/journal.ts';
import { metric, metricIds } from '../domain/metric.ts';
import { plannedHeadlines } from '../domain/planned-headline.ts';
import { campaignSchema, type Run, runSchema, schemaVersion } from '../domain/run.ts';
import { marks } from '../domain/sample.ts';
import { barOf, scenarioOutcomes } from '../domain/scenario-outcome.ts';
import { seriesId, seriesOf } from '../domain/series.ts';
import { summarise } from '../domain/statistics/summary.ts';
import { checked } from './parse-run.ts';
import { finishedAt } from './run-files.ts';

/** A parameter of SSM's standard tier takes no more characters; bytes are never fewer. */
const mostBytes = 4095;
const longestReason = 300;
/** Names and keys are short and plain: what has to be in the record fits, however many headlines there are. */
const plain = z.string().regex(/^[A-Za-z0-9._/+~-]{1,200}$/);

const figureSchema = z.strictObject({
  /** Id of a headline: `connect-many`. */
  headline: plain,
  services: z.number().int().positive(),
  metric: z.enum(metricIds),
  unit: z.string(),
  /** Over blocks, in the unit. Absent when no block has a value. */
  median: z.number().optional(),
  /** 95 % interval of the median; absent below six blocks. */
  low: z.number().optional(),
  high: z.number().optional(),
  /** Blocks with a value. */
  blocks: z.number().int().nonnegative(),
  /** That stand at one of the values. */
  marks: z.array(z.enum(marks)),
});

/** What `/cni-bench/<scenario>/latest` says of a finished run. */
export const indexRecordSchema = z.strictObject({
  schemaVersion: z.literal(schemaVersion),
  scenario: plain,
  run: runSchema.shape.id.max(200),
  campaign: campaignSchema.optional(),
  target: z.enum(['lab', 'kube']),
  finishedAt: z.iso.datetime(),
  results: z.strictObject({ bucket: plain, prefix: plain }),
  validity: z.strictObject({
    /** Steps of this scenario that count, how many of them have no value, and how many were disturbed. */
    steps: z.number().int(),
    withoutValue: z.number().int(),
    disturbed: z.number().int(),
    /** Why no figure of it may be compared; absent when they may. */
    barred: z.string().max(longestReason).optional(),
  }),
  /** The most important first. */
  headlines: z.array(figureSchema),
  /** How many of the least important headlines had no room here. */
  leftOut: z.number().int().nonnegative(),
});
export type IndexRecord = z.infer<typeof indexRecordSchema>;

/**
 * What the index shall say of one scenario of a run that is in a bucket.
 * @returns undefined when the run is not finished
 * @throws InputError when the id is too long for it
 */
export function indexRecordOf(
  run: Run,
  records: readonly JournalRecord[],
  scenario: string,
  results: IndexRecord['results'],
): IndexRecord | undefined {
  const at = finishedAt(records);
  if (at === undefined) return undefined;
  const record: IndexRecord = {
    schemaVersion,
    scenario,
    run: run.id,
    ...(run.campaign !== undefined && { campaign: run.campaign }),
    target: run.target,
    finishedAt: at,
    results,
    validity: validityOf(run, records, scenario),
    headlines: figuresOf(run, records, scenario),
    leftOut: 0,
  };
  return checked(indexRecordSchema, record, `the index of ${scenario}`);
}

function validityOf(run: Run, records: readonly JournalRecord[], scenario: string): IndexRecord['validity'] {
  const steps = [...countedSteps(records).values()].filter((step) => step.scenario === scenario);
  const barred = barOf(scenarioOutcomes(run, records).get(scenario));
  return {
    steps: steps.length,
    withoutValue: steps.filter(({ samples }) => samples.every(({ outcome }) => outcome !== 'value')).length,
    disturbed: steps.filter(({ samples }) =>
      samples.some((sample) => sample.outcome === 'value' && sample.marks?.includes('disturbed')),
    ).length,
    ...(barred !== undefined && { barred: barred.slice(0, longestReason) }),
  };
}

function figuresOf(run: Run, records: readonly JournalRecord[], scenario: string): IndexRecord['headlines'] {
  const series = seriesOf(run, records);
  return plannedHeadlines(run.plan).map(({ headline, point, services }) => {
    const { id, metric: metricId } = headline;
    const readings = series.get(seriesId({ scenario, point, services, metric: metricId }))?.readings ?? [];
    const values = readings.flatMap(({ reading }) => (reading.outcome === 'value' ? [reading] : []));
    const summary = summarise(values.map(({ value }) => value));
    return {
      headline: id,
      services,
      metric: metricId,
      unit: metric(metricId).unit,
      ...(summary.ok && { median: summary.figure.median }),
      ...(summary.ok &&
        summary.figure.interval.ok && {
          low: summary.figure.interval.figure.low,
          high: summary.figure.interval.figure.high,
        }),
      blocks: values.length,
      marks: [...new Set(values.flatMap((value) => value.marks))],
    };
  });
}

/**
 * The record as the parameter's value, less the last headlines where it would be too long. SSM takes `{{`
 * for a reference to another parameter; in JSON it can stand only in a string, where it can be escaped.
 */
export function indexText(record: IndexRecord): string {
  const text = JSON.stringify(record).replace(/\{(?=\{)/g, '\\u007b');
  if (Buffer.byteLength(text) <= mostBytes || record.headlines.length === 0) return text;
  return indexText({ ...record, headlines: record.headlines.slice(0, -1), leftOut: record.leftOut + 1 });
}
