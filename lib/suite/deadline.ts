import type { Plan, Step } from '../domain/plan.ts';
import type { Probe } from './probe.ts';

/** When a part of a run has to end, on a clock of the caller's. */
export interface Deadline {
  readonly atMillis: number;
  /** The present time on the clock of `atMillis`. */
  nowMillis(): number;
}

/**
 * On top of a step's own time: the wait for a quiet target, counters, and one command that hangs. Such
 * a command is killed at most 20 s after it should have ended, and the probe ends with it.
 */
const slackSeconds = 30;

/** How long a step may take at most, s, the programming of Services that it needs first left out. */
export function stepBound(plan: Plan, probes: ReadonlyMap<string, Probe>): (step: Step) => number {
  const points = new Map(plan.points.map((point) => [point.id, point]));
  return (step) => {
    const point = points.get(step.point);
    const probe = point && probes.get(point.probe);
    if (!point || !probe) return 0;
    const most = (probe.mostSeconds ?? probe.expectedSeconds)(point.params, point.seconds);
    return most + slackSeconds;
  };
}

/** How long programming this many Services may take, s: a slow API server takes 25 of them a second. */
export function servicesBound(services: number): number {
  return slackSeconds + services / 25;
}

/**
 * How long trying a policy may take at most, s: five times 15 s until connections pass again and 15 s until they
 * are refused, the attempts themselves, and a pod that is waited for.
 */
export const policyBoundSeconds = 300;

/** Whether something that takes up to `boundSeconds` surely ends in time. */
export function fits(boundSeconds: number, deadline: Deadline | undefined): boolean {
  return deadline === undefined || deadline.nowMillis() + boundSeconds * 1000 <= deadline.atMillis;
}
