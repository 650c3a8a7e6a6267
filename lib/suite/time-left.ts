import { type Plan, stepsOf } from '../domain/plan.ts';
import type { Pace } from './pace.ts';
import type { Probe } from './probe.ts';

/** By step id: how long it is expected to take on a target of that pace, s. */
export function expectedSeconds(
  plan: Plan,
  probes: ReadonlyMap<string, Probe>,
  pace: Pace,
): Map<string, number> {
  const byPoint = new Map(
    plan.points.map((point) => {
      const probe = probes.get(point.probe);
      return [point.id, probe ? probe.expectedSeconds(point.params, point.seconds) + pace.stepSeconds : 0];
    }),
  );
  const standing = new Map<string, number>();
  const programming = (scenario: string, services: number) => {
    const changed = Math.abs(services - (standing.get(scenario) ?? 0));
    standing.set(scenario, services);
    return pace.servicesSeconds + changed * pace.secondsPerService;
  };
  return new Map(
    [...stepsOf(plan)].map(({ step, level }) => [
      step.id,
      byPoint.get(step.point) ?? programming(step.scenario, level.services),
    ]),
  );
}

/** Time left, from what was expected of the steps and what the finished ones really took. */
export class TimeLeft {
  readonly #expected: ReadonlyMap<string, number>;
  #remaining = 0;
  #expectedDone = 0;
  #tookDone = 0;

  constructor(expected: ReadonlyMap<string, number>, stepsToDo: Iterable<string>) {
    this.#expected = expected;
    this.again(stepsToDo);
  }

  /** @param tookSeconds zero when the step was not executed */
  finished(step: string, tookSeconds: number): void {
    const expected = this.#expected.get(step) ?? 0;
    this.#remaining -= expected;
    if (tookSeconds === 0) return;
    this.#expectedDone += expected;
    this.#tookDone += tookSeconds;
  }

  /** Steps that were finished are to do once more. */
  again(steps: Iterable<string>): void {
    for (const step of steps) this.#remaining += this.#expected.get(step) ?? 0;
  }

  get seconds(): number {
    const correction = this.#expectedDone > 0 ? this.#tookDone / this.#expectedDone : 1;
    return Math.max(0, this.#remaining * correction);
  }
}
