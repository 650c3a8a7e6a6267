import { type Plan, policiesOf, stepsOf } from '../domain/plan.ts';
import type { Pace } from '../suite/pace.ts';
import type { Probe } from '../suite/probe.ts';
import { expectedSeconds } from '../suite/time-left.ts';

interface Share {
  readonly steps: number;
  readonly seconds: number;
}

/** What a plan costs: in all, and by scenario. Each policy that is tried is a step. */
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
  const withPolicies = ({ steps, seconds }: Share, policies: number): Share => ({
    steps: steps + policies,
    seconds: seconds + policies * pace.policySeconds,
  });
  const scenarios = plan.scenarios.map((name) => {
    const own = steps.filter((step) => step.scenario === name);
    const policies = policiesOf(plan).filter(({ scenario }) => scenario === name);
    return [name, withPolicies(shareOf(own), policies.length)] as const;
  });
  return {
    ...withPolicies(shareOf(steps), policiesOf(plan).length),
    scenarios: Object.fromEntries(scenarios),
  };
}
