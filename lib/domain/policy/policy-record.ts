import { z } from 'zod';
import { policyExpectations } from './policy-engine.ts';
import { policyCaseIds } from './policy-matrix.ts';

/** How one attempt ended; `unclear` where the tool itself was in trouble. */
export const attemptOutcomes = ['passed', 'refused', 'unclear'] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

const attemptSchema = z.strictObject({
  /** `denied -> server:http GET /` */
  what: z.string(),
  wanted: z.enum(['passes', 'refused']),
  /** Without the policy. */
  before: z.enum(attemptOutcomes),
  /** With it; absent where it was not tried any more. */
  after: z.enum(attemptOutcomes).optional(),
  /** What the tool printed with the policy, in one line; without it where there is no `after`. */
  said: z.string(),
});
export type AttemptRecord = z.infer<typeof attemptSchema>;

/**
 * From the API server's answer to the object until connections were refused, on the clock of the driver. The
 * change happened between the two.
 */
const delaySchema = z.strictObject({
  /** When the last connection that passed was begun; negative where that was before the answer. */
  lastPassedMillis: z.number().optional(),
  /** When the first connection that was refused was begun. */
  firstRefusedMillis: z.number(),
});
export type EnforcementDelay = z.infer<typeof delaySchema>;

const flowSchema = z.strictObject({
  /** `DROPPED`, `FORWARDED`, ... */
  verdict: z.string(),
  /** Of a dropped packet: `POLICY_DENIED`, ... */
  reason: z.string().optional(),
  source: z.string(),
  destination: z.string(),
});
export type HubbleFlow = z.infer<typeof flowSchema>;

/** One case of the policy matrix, executed once or not at all. */
export const policyRecordSchema = z.strictObject({
  type: z.literal('policy'),
  case: z.enum(policyCaseIds),
  scenario: z.string(),
  startedAt: z.iso.datetime(),
  durationMillis: z.number(),
  /** Of this cluster with what it has, not of the scenario on EKS. */
  expected: z.enum(policyExpectations),
  observed: z.enum(['enforced', 'partly enforced', 'not enforced', 'not offered', 'not executed']),
  /** Why it was not executed, or what was seen instead. */
  reason: z.string().optional(),
  attempts: z.array(attemptSchema),
  /** One for each time that it was applied and came to be enforced. */
  delays: z.array(delaySchema),
  /** How long it was waited for at most before it counted as not enforced, s. */
  patienceSeconds: z.number(),
  /** What Hubble saw of the attempts, or why it was not asked. */
  hubble: z.union([z.array(flowSchema), z.strictObject({ absent: z.string() })]),
  /** Path below the run's folder; absent when nothing was executed. */
  raw: z.string().optional(),
});
export type PolicyRecord = z.infer<typeof policyRecordSchema>;
export type PolicyObserved = PolicyRecord['observed'];

/** What all attempts together show; undefined where one is unclear or was not tried. */
export function observedOf(attempts: readonly AttemptRecord[]): PolicyObserved | undefined {
  if (attempts.some(({ after }) => after === undefined || after === 'unclear')) return undefined;
  const refused = attempts.filter(({ after }) => after === 'refused');
  if (refused.length === 0) return 'not enforced';
  const asWanted = attempts.every(({ wanted, after }) => (wanted === 'passes') === (after === 'passed'));
  return asWanted ? 'enforced' : 'partly enforced';
}

/** Whether a record says what was expected; undefined where nothing can be held against it. */
export function isAsExpected({ expected, observed }: PolicyRecord): boolean | undefined {
  return expected === 'unknown' || observed === 'not executed' ? undefined : expected === observed;
}
