import { type Plan, stepsOf } from '../domain/plan.ts';
import type { Pace } from '../suite/pace.ts';
import type { Probe } from '../suite/probe.ts';
import { expectedSeconds } from '../suite/time-left.ts';

interface Share {
  readonly steps: number;
  readonly seconds: number;
}

/** What a plan costs: in all, and by scenario. */
export interface Forecast extends Share {
  readonly scenarios: Readonly<Record<string, Share>>;
}

/** The time is that of the steps; bringing the scenarios up comes on top, a second or so each. */
export function forecastOf(plan: Plan, probes: ReadonlyMap<string, Probe>, pace: Pace): Forecast {
  const expected = expectedSeconds(plan, probes, pace);
  const steps = [...stepsOf(plan)].map(({ step }) => step);
  const shareOf = (some: typeof steps): Share => {
    const seconds = some.reduce((sum, step) => sum + (expected.get(step.id) ?? 0), 0);
    return { steps: some.length, seconds: Math.round(seconds * 10) / 10 };
  };
  const scenarios = plan.scenarios.map((name) => {
    const own = steps.filter((step) => step.scenario === name);
    return [name, shareOf(own)] as const;
  });
  return { ...shareOf(steps), scenarios: Object.fromEntries(scenarios) };
}
