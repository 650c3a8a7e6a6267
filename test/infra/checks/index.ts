import { addons } from './addons.ts';
import { benchmark } from './benchmark.ts';
import { controlPlane } from './control-plane.ts';
import { iam } from './iam.ts';
import { runtime, timeouts } from './lambda.ts';
import { nodes } from './nodes.ts';
import { order } from './order.ts';
import { removal } from './removal.ts';
import { buckets, parameters } from './results.ts';
import { timeToLive } from './time-to-live.ts';
import { workloads } from './workloads.ts';

/** Every check, for every stack: what a check looks for may be absent, as buckets are in scenarios. */
export const checks = [
  order,
  controlPlane,
  nodes,
  addons,
  workloads,
  benchmark,
  timeouts,
  runtime,
  removal,
  timeToLive,
  buckets,
  parameters,
  iam,
] as const;
