import { z } from 'zod';
import { observedSchema } from './observation.ts';
import { policyRecordSchema } from './policy/policy-record.ts';
import { sampleSchema } from './sample.ts';

export const factsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** How one tool call of a step ended. */
const exitSchema = z.strictObject({
  tool: z.string(),
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  timedOut: z.boolean(),
  durationMillis: z.number(),
  /** The last 2,000 characters; whole in the raw file. */
  stderr: z.string(),
});

/** One execution of one step. */
export const stepRecordSchema = z.strictObject({
  type: z.literal('step'),
  step: z.string(),
  block: z.number().int(),
  services: z.number().int(),
  scenario: z.string(),
  point: z.string(),
  /** 1 for the first execution of this step in the run. */
  attempt: z.number().int().positive(),
  /** Which testbed measured it. */
  testbed: z.string(),
  /** False when the step was repeated because of `why`; such samples are kept and never counted. */
  accepted: z.boolean(),
  why: z.string().optional(),
  startedAt: z.iso.datetime(),
  /** From the first tool's start to the last tool's end. */
  durationMillis: z.number(),
  /** Spent waiting for a quiet target before it. */
  gateMillis: z.number(),
  samples: z.array(sampleSchema),
  observed: observedSchema.optional(),
  /** The measured Service's place in the chain that new connections walk, from 1. */
  place: z.strictObject({ index: z.number().int(), of: z.number().int() }).optional(),
  exits: z.array(exitSchema),
  /** Path below the run's folder; absent when nothing was executed. */
  raw: z.string().optional(),
});
export type StepRecord = z.infer<typeof stepRecordSchema>;
export type Exit = z.infer<typeof exitSchema>;

/** A scenario was opened, or could not be. */
const scenarioRecordSchema = z.strictObject({
  type: z.literal('scenario'),
  scenario: z.string(),
  at: z.iso.datetime(),
  outcome: z.enum(['open', 'unavailable', 'not the datapath it claims']),
  reason: z.string().optional(),
  testbed: z.string().optional(),
  facts: factsSchema,
  mismatches: z.array(z.string()),
});

/** A block that was begun on a testbed that is gone: its records no longer count. */
const voidRecordSchema = z.strictObject({
  type: z.literal('void'),
  block: z.number().int(),
  at: z.iso.datetime(),
  reason: z.string(),
  /** `testbed-lost` when it was lost while the block was measured, which is redone only so often. */
  cause: z.enum(['resumed', 'testbed-lost']).optional(),
});

/** The driver began or went on with the run, or ended its part of it. */
const sessionRecordSchema = z.strictObject({
  type: z.literal('session'),
  at: z.iso.datetime(),
  /** `part-finished`: its blocks are done, others are not. `out-of-time`: the next step might not have ended. */
  event: z.enum(['begun', 'resumed', 'interrupted', 'out-of-time', 'part-finished', 'finished']),
  reason: z.string().optional(),
});

/** One line of `journal.ndjson`. */
export const journalRecordSchema = z.discriminatedUnion('type', [
  stepRecordSchema,
  scenarioRecordSchema,
  voidRecordSchema,
  sessionRecordSchema,
  policyRecordSchema,
]);
export type JournalRecord = z.infer<typeof journalRecordSchema>;

/**
 * The records that count: of every step the last accepted one, without those of voided blocks.
 * @param records in the order in which they were written
 */
export function countedSteps(records: Iterable<JournalRecord>): Map<string, StepRecord> {
  const counted = new Map<string, StepRecord>();
  for (const record of records) countRecord(counted, record);
  return counted;
}

/** Takes the next record into what `countedSteps` gave of those before it. */
export function countRecord(counted: Map<string, StepRecord>, record: JournalRecord): void {
  if (record.type === 'step' && record.accepted) counted.set(record.step, record);
  if (record.type === 'void')
    for (const [step, earlier] of counted) if (earlier.block === record.block) counted.delete(step);
}
