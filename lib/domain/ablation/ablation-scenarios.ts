import type { Setting } from '../published/judgement.ts';
import { askedSteps, type Direction } from './asked-steps.ts';
import { scenarioFor } from './scenario-name.ts';
import { stepOptions } from './switchable.ts';

/**
 * The scenarios and variants that have to be measured for the steps of a setting; D, with which the others are
 * compared, comes first.
 * @param directions only the steps of these
 */
export function ablationScenarios(
  setting: Setting,
  directions: readonly Direction[] = ['forward', 'alone', 'backward'],
): string[] {
  const options = stepOptions(setting);
  const names = askedSteps(options, setting)
    .filter((asked) => asked.directions.some((direction) => directions.includes(direction)))
    .flatMap((asked) => ('step' in asked ? [asked.step.without, asked.step.having] : []))
    .map((tunings) => scenarioFor(tunings, options).name);
  return [...new Set(['D', ...names])];
}
