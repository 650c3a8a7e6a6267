import { z } from 'zod';
import { profileIds } from './profile-id.ts';
import { stageIds } from './stage.ts';

/** What the stack tells the handlers of its benchmark, and what they tell it. CloudFormation makes all of it text. */

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const moment = z.iso.datetime();

/** Properties of the resource that begins a run. Everything but the program itself that makes a run another one. */
export const beginRunSchema = z.object({
  Scenario: z.string(),
  Profile: z.enum(profileIds),
  /** Instead of the profile's own number of blocks. */
  Repetitions: z.coerce.number().int().positive().optional(),
  /** Of the Helm or add-on values, of the workloads, and of the versions and machines. */
  Values: digest,
  Manifests: digest,
  Versions: digest,
  /** Changed by who wants to measure again. */
  Run: z.string().optional(),
});
export type BeginRunProperties = z.input<typeof beginRunSchema>;

/** Attributes of the resource that begins a run. */
export const begunAttributes = ['RunId', 'BegunAt'] as const;

/** Properties of what comes after it. */
export const finishRunSchema = z.object({
  RunId: z.string(),
  /** When this deployment began its run: a stop that was asked for earlier was meant for another one. */
  BegunAt: moment,
});
export type FinishRunProperties = z.input<typeof finishRunSchema>;

export const stageResourceSchema = finishRunSchema.extend({ Stage: z.enum(stageIds) });
export type StageProperties = z.input<typeof stageResourceSchema>;

/** By variable of a handler's environment; the cluster's are set where the handler speaks to it. */
export const bucketVariable = 'CNI_BENCH_BUCKET';
export const clusterVariables = {
  clusterName: 'CNI_BENCH_CLUSTER',
  endpoint: 'CNI_BENCH_ENDPOINT',
  certificateAuthority: 'CNI_BENCH_CERTIFICATE_AUTHORITY',
  stsHost: 'CNI_BENCH_STS_HOST',
} as const;

/** An hour is what CloudFormation and the provider framework wait for a custom resource at most. */
export const resourceLimitSeconds = 3600;
