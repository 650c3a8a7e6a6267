import { InputError } from '../../domain/input-error.ts';
import { parseScenario } from '../../domain/scenario.ts';
import { readImageOptions } from '../image-options.ts';
import type { RunOptions } from './options.ts';

/** What `--scenario` says to have found out. */
export const asFound = 'auto';

/**
 * Refuses what cannot go together, before anything is asked of a cluster.
 * @param chosen the options of the plan that were given on the command line
 * @throws InputError that names the flag
 */
export function checkClusterOptions(options: RunOptions, chosen: readonly string[]): void {
  if (chosen.includes('scenarios'))
    throw new InputError(
      '--scenarios: is for the lab; a cluster is one scenario: --scenario auto, or its name',
    );
  if (options.scenario !== asFound) scenarioNamed(options.scenario);
  readImageOptions(options);
}

/** @throws InputError when `--scenario` names none */
export function scenarioNamed(scenario: string): string {
  try {
    return parseScenario(scenario).name;
  } catch (error) {
    throw new InputError(`--scenario: ${error instanceof Error ? error.message : String(error)}`);
  }
}
