import { Option } from 'commander';
import { ablationScenarios } from '../domain/ablation/ablation-scenarios.ts';
import type { PlanOptions } from './options.ts';

export function ablationOption(): Option {
  return new Option(
    '--ablation',
    'what each tuning does: the scenarios and the profile for that, unless others are named',
  );
}

/**
 * The options with what an ablation measures in the place of defaults; in the lab with a second copy of D for
 * the noise floor.
 * @param typed whether an option was given on the command line
 */
export function withAblation<Options extends PlanOptions>(
  options: Options,
  typed: (name: 'scenarios' | 'profile') => boolean,
  setting: 'lab' | 'eks' = 'lab',
): Options {
  if (options.ablation !== true) return options;
  const scenarios = [...ablationScenarios(setting), ...(setting === 'lab' ? ['D~twin'] : [])];
  return {
    ...options,
    ...(typed('scenarios') ? {} : { scenarios }),
    ...(typed('profile') ? {} : { profile: 'ablation' as const }),
  };
}
