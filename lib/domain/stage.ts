import { z } from 'zod';
import type { Point } from './point.ts';

/** The parts in which one cluster is measured on AWS, in this order: each is a custom resource of its own. */
export const stageIds = ['network', 'http', 'dns', 'scaling', 'policy'] as const;
export type StageId = (typeof stageIds)[number];

/**
 * What a stage may take by plan. A custom resource of CloudFormation may take an hour at most; the rest of it is
 * for repeated steps and for a cluster that is slower than expected.
 */
export const stageLimitSeconds = 45 * 60;

/** By stage, the probes of its points. Service scaling has none of its own: see `stageOf`. */
export const stageProbes: Readonly<Record<StageId, readonly string[]>> = {
  network: [
    ...['tcp', 'tcp-paced', 'udp-max', 'udp-published', 'rtt', 'rtt-loaded', 'rtt-published'],
    ...['connect', 'connect-paced', 'idle', 'tcp-shaped', 'rtt-saturated'],
  ],
  http: ['http'],
  dns: ['dns-latency', 'dns-capacity', 'dns-getent'],
  scaling: [],
  policy: [],
};

/**
 * The stage in which a point is measured. What is measured at more than one number of Services belongs wholly to
 * `scaling`, so that its levels are neighbours in time.
 * @param serviceLevels all numbers of Services at which the plan measures the point
 * @throws Error for a probe of no stage
 */
export function stageOf({ probe }: Point, serviceLevels: ReadonlySet<number>): StageId {
  if (serviceLevels.size > 1) return 'scaling';
  const stage = stageIds.find((id) => stageProbes[id].includes(probe));
  if (stage === undefined) throw new Error(`no stage has the probe ${probe}`);
  return stage;
}

/** Both ends in the nodes' own network: what moves here is the host, not the datapath. */
export function isHostControl({ params }: Point): boolean {
  return params.via === 'host';
}

/** Which blocks of a plan are measured in a stage; none where the profile has nothing for it. */
export const stageSchema = z.strictObject({
  id: z.enum(stageIds),
  /** Indexes of blocks, ascending; each block is in one stage. */
  blocks: z.array(z.number().int().nonnegative()),
});
export type Stage = z.infer<typeof stageSchema>;
