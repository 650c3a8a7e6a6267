import { Option } from 'commander';
import { isScenarioStackId } from '../../domain/aws-names.ts';
import { InputError } from '../../domain/input-error.ts';
import { runSchema } from '../../domain/run.ts';
import { baseScenarioIds } from '../../domain/scenario.ts';

/** A run that is being measured on AWS: that of a scenario's stack, or one by its id. */
export type ChosenRun = { readonly stack: string } | { readonly run: string };

export function runOption(): Option {
  return new Option('--run <id>', 'this run, instead of that of a stack');
}

/** @throws InputError unless exactly one of the two is given, and may be what it is said to be */
export function chosenRun(stack: string | undefined, run: string | undefined): ChosenRun {
  if (stack !== undefined && run !== undefined) throw new InputError('--run: goes without a stack');
  if (run !== undefined) {
    if (runSchema.shape.id.safeParse(run).success) return { run };
    throw new InputError(`--run: must be the id of a run, as cni-bench ls prints it, got "${run}"`);
  }
  if (stack === undefined) throw new InputError('[stack]: must be given, such as ScenarioC, or --run');
  if (isScenarioStackId(stack)) return { stack };
  const hint = baseScenarioIds.some((id) => id === stack) ? `; Scenario${stack} is one` : '';
  throw new InputError(
    `[stack]: must be the stack of a scenario, such as ScenarioC or ScenarioDPlusHostRouting, got "${stack}"${hint}`,
  );
}
