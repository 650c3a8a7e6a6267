import { type Plan, stepsOf } from './plan.ts';

type BlocksByServices = ReadonlyMap<number, number>;

const read = new WeakMap<Plan, ReadonlyMap<string, BlocksByServices>>();
const keyOf = (scenario: string, point: string) => `${scenario} ${point}`;

/**
 * In how many blocks a point of a scenario is planned, by number of Services; empty where it is not. A plan is
 * walked once, whatever is asked of it.
 */
export function plannedLevels(plan: Plan, scenario: string, point: string): BlocksByServices {
  const levels = read.get(plan) ?? levelsOf(plan);
  read.set(plan, levels);
  return levels.get(keyOf(scenario, point)) ?? new Map();
}

function levelsOf(plan: Plan): Map<string, Map<number, number>> {
  const levels = new Map<string, Map<number, number>>();
  for (const { level, step } of stepsOf(plan)) {
    const key = keyOf(step.scenario, step.point);
    const blocks = levels.get(key) ?? new Map<number, number>();
    levels.set(key, blocks.set(level.services, (blocks.get(level.services) ?? 0) + 1));
  }
  return levels;
}
