import type { Evidence } from '../comparison.ts';
import type { Side } from '../host-control.ts';
import { servicesPoint } from '../plan.ts';
import { plannedLevels } from '../planned-levels.ts';
import type { Context, Figure } from './claim.ts';

/** In how many blocks the runs plan both sides; 0 when they lack one. */
export function plannedBlocks(asked: Context, runs: readonly Evidence[]): number {
  const sides = sidesOf(asked, runs);
  return sides ? Math.min(...sides.map(blocksOf)) : 0;
}

/** Both sides of one run where one has both, else of two; of several the runs that repeat it most. */
export function sidesOf(asked: Context, runs: readonly Evidence[]): [Side, Side] | undefined {
  const pairs = runs.flatMap((evidence): [Side, Side][] => {
    const [value, reference] = [
      sideOf(asked, asked.value, evidence),
      sideOf(asked, asked.reference, evidence),
    ];
    return value && reference ? [[value, reference]] : [];
  });
  const [best] = pairs.toSorted(
    (one, other) => Math.min(...other.map(blocksOf)) - Math.min(...one.map(blocksOf)),
  );
  if (best) return best;
  const [value, reference] = [asked.value, asked.reference].map(
    (figure) =>
      runs
        .flatMap((evidence) => sideOf(asked, figure, evidence) ?? [])
        .toSorted((one, other) => blocksOf(other) - blocksOf(one))[0],
  );
  return value && reference ? [value, reference] : undefined;
}

function blocksOf({ evidence, key }: Side): number {
  return plannedLevels(evidence.run.plan, key.scenario, key.point).get(key.services) ?? 0;
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
  const levels = plannedLevels(run.plan, scenario, point);
  const services = figure.services === 'fewest' ? Math.min(...levels.keys()) : figure.services;
  return levels.has(services)
    ? { evidence, key: { scenario, point, services, metric: asked.metric } }
    : undefined;
}
