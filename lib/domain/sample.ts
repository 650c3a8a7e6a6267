import { z } from 'zod';
import { metricIds } from './metric.ts';

/** Why a reading has no value. Never written as zero, NaN or N/A. */
export const absences = ['skipped', 'failed', 'throttled', 'invalid'] as const;

/** What a reader must know about a value before comparing it. */
export const marks = [
  /** UDP: the sender could not offer more, so the path was not the limit. */
  'sender-limited',
  /** At a fixed rate: less than 99 % of the rate asked for was reached. */
  'target-not-reached',
  /** The application used its processor up: the figure describes it, not the datapath. */
  'server-bound',
  /** Steal or foreign load stood beside this reading, and repeating it did not help. */
  'disturbed',
  /** Fewer events than the percentile needs (p99 wants 1,000, p99.9 wants 10,000). */
  'few-events',
] as const;
export type Mark = (typeof marks)[number];

/** Failures that a program has to tell from others: after a lost connection the tool may still be running. */
export const failures = ['connection-lost'] as const;
export type Failure = (typeof failures)[number];

const valueSchema = z.strictObject({
  metric: z.enum(metricIds),
  outcome: z.literal('value'),
  /** In the metric's unit; finite. */
  value: z.number(),
  marks: z.array(z.enum(marks)).optional(),
});

const absenceSchema = z.strictObject({
  metric: z.enum(metricIds),
  outcome: z.enum(absences),
  reason: z.string().min(1),
  failure: z.enum(failures).optional(),
});

/** One reading of one metric in one repetition: a value, or a typed absence with its reason. */
export const sampleSchema = z.discriminatedUnion('outcome', [valueSchema, absenceSchema]);
export type Sample = z.infer<typeof sampleSchema>;
export type Absence = (typeof absences)[number];
