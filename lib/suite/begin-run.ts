import { randomBytes } from 'node:crypto';
import type { Plan } from '../domain/plan.ts';
import { type Run, schemaVersion } from '../domain/run.ts';
import type { Target } from './ports.ts';

/** Describes a new run of a plan: what it will do, and on what. Nothing is written. */
export async function beginRun(
  plan: Plan,
  target: Target,
  generator: string,
  signal: AbortSignal,
): Promise<Run> {
  const createdAt = new Date();
  const [environment, tools] = await Promise.all([target.environment(), target.toolVersions(signal)]);
  return {
    schemaVersion,
    id: runId(createdAt, plan.profile),
    createdAt: createdAt.toISOString(),
    generator,
    target: target.kind,
    plan,
    environment: { ...environment },
    tools: { ...tools },
  };
}

/** `20261123-105300-quick-4f2a`: sorts by time, and two of one second differ. */
function runId(createdAt: Date, profile: string): string {
  const [date, time] = createdAt
    .toISOString()
    .replace(/[-:]|\..*$/g, '')
    .split('T');
  return `${date}-${time}-${profile}-${randomBytes(2).toString('hex')}`;
}

/**
 * What is no longer as it was when the run was begun, one line each; samples from before and after
 * must not be taken for one run. Empty when the run may go on.
 */
export async function changesSince(run: Run, target: Target, signal: AbortSignal): Promise<string[]> {
  const [environment, tools] = await Promise.all([target.environment(), target.toolVersions(signal)]);
  const changes = run.target === target.kind ? [] : [`target: ${run.target}, now ${target.kind}`];
  for (const [what, then, now] of [
    ['', run.environment, environment],
    ['version of ', run.tools, tools],
  ] as const)
    for (const key of new Set([...Object.keys(then), ...Object.keys(now)])) {
      const [before, after] = [valueAt(then, key), valueAt(now, key)];
      if (before !== after) changes.push(`${what}${key}: ${before}, now ${after}`);
    }
  return changes;
}

function valueAt(record: object, key: string): string {
  const value = Object.entries(record).find(([name]) => name === key)?.[1];
  return value === undefined ? 'absent' : String(value);
}
