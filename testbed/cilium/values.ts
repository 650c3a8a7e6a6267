/**
 * Prints the Helm values with which a scenario's Cilium is installed on the test bed: those of EKS, less
 * what the test bed has not. `node testbed/cilium/values.ts D`
 */
import { ciliumValues } from '../../charts/values/cilium.ts';
import { printValues } from '../../charts/values/print.ts';
import type { Value } from '../../charts/values/value.ts';
import { parseScenario, type Scenario } from '../../lib/domain/scenario.ts';
import { testbedOverrides } from './overrides.ts';

/** A scenario's values with every override in the place of the value that it replaces. */
export function testbedValues(scenario: Scenario): Value[] {
  const overrides = testbedOverrides(scenario);
  const replaced = new Set(overrides.map(({ key }) => key));
  const own = ciliumValues(scenario, { apiServerHost: 'replaced below' });
  return [...own.filter(({ key }) => !replaced.has(key)), ...overrides];
}

if (import.meta.main) {
  const [name = ''] = process.argv.slice(2);
  const scenario = parseScenario(name);
  process.stdout.write(printValues(testbedValues(scenario), `${scenario.name} on the test bed.`));
}
