import type { Evidence } from '../comparison.ts';
import type { Bilingual } from '../published/claim.ts';
import { settingOf } from '../published/judgement.ts';
import { parseScenario } from '../scenario.ts';
import { type TuningId, tuningIds } from '../tuning.ts';
import {
  backwardStep,
  type ImpossibleStep,
  ladder,
  type Step,
  type StepOptions,
  stepAlone,
  usualOrder,
} from './steps.ts';
import { stepOptions, whyNotShown } from './switchable.ts';

/** From where a tuning is looked at: up the ladder, by itself on D, or taken away from E. */
export type Direction = 'forward' | 'alone' | 'backward';

/** One change of one tuning; directions that come to the same are one step. */
export type AskedStep = {
  readonly tuning: TuningId;
  readonly directions: readonly Direction[];
} & (
  | { readonly step: Step }
  /** Why there is no such step: on this target, or at all. */
  | { readonly why: Bilingual; readonly anywhere: boolean }
);

/** All steps of all tunings that these runs could show, in the usual order. */
export function askedSteps(options: StepOptions, setting: Parameters<typeof whyNotShown>[0]): AskedStep[] {
  const rungs = ladder(options);
  return usualOrder.flatMap((tuning): AskedStep[] => {
    const forward = rungs.find((rung) => rung.tuning === tuning);
    if (!forward) {
      const why = whyNotShown(setting, tuning);
      const directions = ['forward', 'alone', 'backward'] as const;
      return why ? [{ tuning, directions, why, anywhere: false }] : [];
    }
    return merged(tuning, [
      ['forward', forward],
      ['alone', stepAlone(tuning, options)],
      ['backward', backwardStep(tuning, options)],
    ]);
  });
}

function merged(
  tuning: TuningId,
  steps: readonly (readonly [Direction, Step | ImpossibleStep])[],
): AskedStep[] {
  const idOf = (step: Step | ImpossibleStep) =>
    'impossible' in step ? step.impossible.en : `${step.without} ${step.having}`;
  const groups = [...Map.groupBy(steps, ([, step]) => idOf(step)).values()];
  return groups.flatMap((group): AskedStep[] => {
    const directions = group.map(([direction]) => direction);
    const [first] = group;
    if (!first) return [];
    const [, step] = first;
    return 'impossible' in step
      ? [{ tuning, directions, why: step.impossible, anywhere: true }]
      : [{ tuning, directions, step }];
  });
}

/**
 * What the runs' target can switch, and what it evidently could: a cluster elsewhere may have what the test
 * bed has not. In the lab a scenario has the names of tunings without a counterpart, which count for nothing.
 */
export function optionsOf([first, ...more]: readonly Evidence[]): StepOptions {
  const setting = first ? settingOf(first.run) : 'eks';
  const options = stepOptions(setting);
  if (!first || setting === 'lab') return options;
  const seen = new Set(
    [first, ...more].flatMap(({ outcomes }) =>
      [...outcomes.values()]
        .filter(({ outcome }) => outcome === 'open')
        .flatMap(({ scenario }) => parseScenario(scenario).tunings),
    ),
  );
  return {
    ...options,
    switchable: tuningIds.filter((id) => options.switchable.includes(id) || seen.has(id)),
  };
}
