import { parseScenario, type Scenario, scenarioCatalogue } from '../scenario.ts';
import { type TuningId, tuningIds, withRequirements } from '../tuning.ts';
import type { StepOptions } from './steps.ts';

/** Nearest first: of two names of one length the one that adds to D reads best. */
const bases = ['D', 'E', 'C', 'B'] as const;

/**
 * The shortest name of the Cilium scenario or variant that has exactly these tunings. A tuning that is added
 * brings what it needs, so only the last of a chain is named.
 * @example `D+host-routing`, `E-hubble-off`
 */
export function scenarioWith(wanted: readonly TuningId[]): Scenario {
  const names = bases.map((base) => {
    const has = scenarioCatalogue[base].tunings;
    const added = wanted.filter((id) => !has.includes(id));
    const present = new Set([...has, ...added.flatMap(withRequirements)]);
    const isBrought = (id: TuningId) =>
      added.some((other) => other !== id && withRequirements(other).includes(id));
    const changes = [
      ...added.filter((id) => !isBrought(id)).map((id) => `+${id}`),
      ...[...present].filter((id) => !wanted.includes(id)).map((id) => `-${id}`),
    ];
    return { name: `${base}${changes.join('')}`, length: changes.length };
  });
  const [shortest] = names.toSorted((one, other) => one.length - other.length);
  if (!shortest) throw new Error('there are no scenarios');
  return parseScenario(shortest.name);
}

/**
 * The scenario by which a target shows a set of tunings. In the lab what has no counterpart changes nothing, so
 * it comes along wherever Cilium would ask for it: the top is E itself.
 */
export function scenarioFor(wanted: readonly TuningId[], { switchable, unbound }: StepOptions): Scenario {
  if (unbound !== true) return scenarioWith(wanted);
  if (switchable.every((id) => wanted.includes(id))) return parseScenario('E');
  const brought = wanted.flatMap(withRequirements).filter((id) => !switchable.includes(id));
  return scenarioWith(tuningIds.filter((id) => wanted.includes(id) || brought.includes(id)));
}

/** Whether a scenario, less what does not count on its target, has exactly these tunings. */
export function hasExactly(
  scenario: Scenario,
  wanted: readonly TuningId[],
  switchable: readonly TuningId[],
): boolean {
  const counted = scenario.tunings.filter((id) => switchable.includes(id));
  return counted.length === wanted.length && counted.every((id) => wanted.includes(id));
}
