import { sharedFigures } from '../across-runs.ts';
import type { Evidence } from '../comparison.ts';
import { isTwin } from '../label.ts';
import type { PlannedHeadline } from '../planned-headline.ts';
import { parseScenario } from '../scenario.ts';
import type { TuningId } from '../tuning.ts';
import { ablationFigures } from './figures.ts';
import { hasExactly } from './scenario-name.ts';
import type { Step, StepOptions } from './steps.ts';

/** A scenario in the run that measured it. */
export interface Found {
  readonly evidence: Evidence;
  readonly scenario: string;
}

/** Both ends of a step, with the figures that both measure at the same point. */
export interface FoundStep {
  readonly value: Found;
  readonly reference: Found;
  readonly figures: readonly PlannedHeadline[];
}

/**
 * The runs' scenarios that are a step's two ends: of one run where one has both, since blocks pair them there.
 * @returns undefined where an end is in no run
 */
export function findStep(
  { having, without }: Step,
  runs: readonly Evidence[],
  options: StepOptions,
): FoundStep | undefined {
  const [values, references] = [having, without].map((wanted) => scenariosWith(wanted, runs, options));
  const pairs = (values ?? []).flatMap((value) =>
    (references ?? []).map((reference) => ({ value, reference })),
  );
  const pair = pairs.find(({ value, reference }) => value.evidence === reference.evidence) ?? pairs[0];
  if (!pair) return undefined;
  const { value, reference } = pair;
  const figures = sharedFigures(value.evidence.run, reference.evidence.run, ablationFigures);
  return { ...pair, figures };
}

/** Every scenario with Cilium whose tunings are these, whatever it is called. */
export function scenariosWith(
  wanted: readonly TuningId[],
  runs: readonly Evidence[],
  { switchable }: StepOptions,
): Found[] {
  return runs.flatMap((evidence) =>
    evidence.run.plan.scenarios
      .filter((name) => !isTwin(name))
      .filter((name) => {
        const scenario = parseScenario(name);
        return scenario.cni === 'cilium' && hasExactly(scenario, wanted, switchable);
      })
      .map((scenario) => ({ evidence, scenario })),
  );
}
