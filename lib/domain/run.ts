import { z } from 'zod';
import { factsSchema } from './journal.ts';
import { planSchema } from './plan.ts';

/** Version of `run.json` and of the journal's lines. Raised by a change that old readers misread. */
export const schemaVersion = 1;

/** Joins runs that answer one question together: lower-case letters, digits and dashes. */
export const campaignSchema = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** `run.json`: what was planned, and on what it runs. Written once, before the first step. */
export const runSchema = z.strictObject({
  schemaVersion: z.literal(schemaVersion),
  /** `20261123-105300-quick-4f2a`: sorts by time. */
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  createdAt: z.iso.datetime(),
  /** Version of this program. */
  generator: z.string(),
  target: z.enum(['lab', 'kube']),
  campaign: campaignSchema.optional(),
  plan: planSchema,
  environment: factsSchema,
  /** By tool: what it printed of its own version. A resumed run must find the same. */
  tools: z.record(z.string(), z.string()),
});
export type Run = z.infer<typeof runSchema>;
