import { stackIdOf } from '../../../lib/domain/aws-names.ts';
import { baseScenarioIds, parseScenario, type Scenario } from '../../../lib/domain/scenario.ts';
import { synthesize } from './synthesize.ts';
import type { Template } from './template.ts';

/** All stacks as they are without any context; synthesized once for each test file that asks. */
const templates = synthesize();

export const scenarios: readonly Scenario[] = baseScenarioIds.map((id) => parseScenario(id));

export function templateOf(stack: string): Template {
  const template = templates[stack];
  if (!template) throw new Error(`there is no stack ${stack}`);
  return template;
}

/** Each stack with the scenario that it is of; Results is of none. */
export const stacks: readonly { name: string; template: Template; scenario?: Scenario }[] = [
  { name: 'Results', template: templateOf('Results') },
  ...scenarios.map((scenario) => ({
    name: stackIdOf(scenario),
    template: templateOf(stackIdOf(scenario)),
    scenario,
  })),
];
