import { InputError } from '../domain/input-error.ts';
import { baseScenarioIds, parseScenario, type Scenario } from '../domain/scenario.ts';
import { parseVariant } from '../domain/variant.ts';

/**
 * Reads the name of what can be deployed: one of the five scenarios, or a variant.
 * @param field what to name in the message
 * @throws InputError
 */
export function deployedScenario(field: string, name: string): Scenario {
  try {
    return baseScenarioIds.some((id) => id === name) ? parseScenario(name) : parseVariant(name);
  } catch (error) {
    throw new InputError(`${field}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
