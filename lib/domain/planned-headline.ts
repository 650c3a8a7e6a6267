import { type Headline, headlines, scalings } from './headline.ts';
import { type Plan, stepsOf } from './plan.ts';
import type { Point } from './point.ts';

/** A headline that a plan measures, with the point and level that stand for it. */
export interface PlannedHeadline {
  readonly headline: Headline;
  readonly point: string;
  readonly services: number;
  /** In how many blocks. */
  readonly blocks: number;
}

/** A control from host to host never stands for a headline. */
function matches(headline: Headline, point: Point): boolean {
  return (
    point.probe === headline.probe &&
    point.params.via !== 'host' &&
    Object.entries(headline.params).every(([name, value]) => point.params[name] === value)
  );
}

/** In how many blocks each point is measured at each level: by point id, then by Services. */
function blocksByLevel(plan: Plan): Map<string, Map<number, number>> {
  const blocks = new Map<string, Map<number, Set<number>>>();
  for (const { block, level, step } of stepsOf(plan)) {
    const levels = blocks.get(step.point) ?? new Map<number, Set<number>>();
    blocks.set(
      step.point,
      levels.set(level.services, (levels.get(level.services) ?? new Set()).add(block.index)),
    );
  }
  return new Map(
    [...blocks].map(([point, levels]) => [
      point,
      new Map([...levels].map(([services, indexes]) => [services, indexes.size])),
    ]),
  );
}

/** Of the declared figures those that a plan measures. */
export function plannedOf(plan: Plan, declared: readonly Headline[]): PlannedHeadline[] {
  const byPoint = blocksByLevel(plan);
  return declared.flatMap((headline): PlannedHeadline[] => {
    const point = plan.points.find((candidate) => matches(headline, candidate))?.id;
    const levels = point === undefined ? undefined : byPoint.get(point);
    if (point === undefined || !levels) return [];
    const services = headline.services === 'fewest' ? Math.min(...levels.keys()) : headline.services;
    const blocks = levels.get(services);
    return blocks === undefined ? [] : [{ headline, point, services, blocks }];
  });
}

/** The headlines that this plan measures. */
export function plannedHeadlines(plan: Plan): PlannedHeadline[] {
  return plannedOf(plan, headlines);
}

/** The declared costs of Services that this plan measures. */
export function plannedScalings(plan: Plan): PlannedHeadline[] {
  return plannedOf(plan, scalings);
}
