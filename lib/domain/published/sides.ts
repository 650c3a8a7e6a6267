import type { Evidence } from '../comparison.ts';
import type { Side } from '../contrast.ts';
import { servicesPoint, stepsOf } from '../plan.ts';
import type { Run } from '../run.ts';
import type { Context, Figure } from './claim.ts';

/** In how many blocks the runs plan both sides; 0 when they lack one. */
export function plannedBlocks(asked: Context, runs: readonly Evidence[]): number {
  const sides = sidesOf(asked, runs);
  if (!sides) return 0;
  return Math.min(
    ...sides.map(
      ({ evidence, key }) => levelsOf(evidence.run, key.scenario, key.point).get(key.services) ?? 0,
    ),
  );
}

/** Both sides of one run where one has both, else of two. */
export function sidesOf(asked: Context, runs: readonly Evidence[]): [Side, Side] | undefined {
  const of = (evidence: Evidence) =>
    [sideOf(asked, asked.value, evidence), sideOf(asked, asked.reference, evidence)] as const;
  const all = runs.map(of);
  const both = all.find(([value, reference]) => value && reference);
  const value = both?.[0] ?? all.find(([one]) => one)?.[0];
  const reference = both?.[1] ?? all.find(([, one]) => one)?.[1];
  return value && reference ? [value, reference] : undefined;
}

function sideOf(asked: Context, figure: Figure, evidence: Evidence): Side | undefined {
  const { run } = evidence;
  const { scenario } = figure;
  if (!run.plan.scenarios.includes(scenario)) return undefined;
  const point =
    asked.probe === servicesPoint
      ? servicesPoint
      : run.plan.points.find(
          ({ probe, params }) =>
            probe === asked.probe &&
            Object.entries(asked.params).every(([name, value]) => params[name] === value),
        )?.id;
  if (point === undefined) return undefined;
  const levels = levelsOf(run, scenario, point);
  const services = figure.services === 'fewest' ? Math.min(...levels.keys()) : figure.services;
  return levels.has(services)
    ? { evidence, key: { scenario, point, services, metric: asked.metric } }
    : undefined;
}

/** In how many blocks a point of a scenario is planned, by number of Services. */
function levelsOf(run: Run, scenario: string, point: string): Map<number, number> {
  const levels = new Map<number, number>();
  for (const { level, step } of stepsOf(run.plan))
    if (step.scenario === scenario && step.point === point)
      levels.set(level.services, (levels.get(level.services) ?? 0) + 1);
  return levels;
}
