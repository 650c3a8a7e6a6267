import { isTwin, labelOf } from '../../domain/label.ts';
import type { Run } from '../../domain/run.ts';
import type { ScenarioOutcome } from '../../domain/scenario-outcome.ts';

/** A planned scenario: what it is and how it fared. */
export interface ScenarioEntry extends Omit<ScenarioOutcome, 'scenario'> {
  readonly name: string;
  readonly label: string;
  readonly twin: boolean;
}

export function scenarioEntries(
  run: Run,
  outcomes: ReadonlyMap<string, ScenarioOutcome>,
): readonly ScenarioEntry[] {
  return [...outcomes.values()].map(({ scenario, ...fared }) => ({
    ...fared,
    name: scenario,
    label: labelOf(run.target, scenario),
    twin: isTwin(scenario),
  }));
}
