import { parseScenario, type Scenario } from './scenario.ts';
import { type TuningId, tuningIds } from './tuning.ts';

/** Names on AWS that the stacks and the CLI must agree on. */

/** SSM parameter with the name of the bucket that keeps every result. */
export const resultsBucketParameter = '/cni-bench/results-bucket';

/** SSM parameter that says what is deployed for a scenario: `/cni-bench/C/deployment`. */
export function deploymentParameter(scenario: Scenario): string {
  return `/cni-bench/${scenario.id}${changeWords(scenario)}/deployment`;
}

/** Tag keys by which a CNI marks the network interfaces that it makes: Cilium's operator, the VPC CNI. */
export const cniInterfaceTags = ['io.cilium/cilium-managed', 'node.k8s.amazonaws.com/instance_id'] as const;

/** The stack that stays when every scenario is destroyed. */
export const resultsStackId = 'Results';

/** Id and name of a scenario's stack: `ScenarioC`, `ScenarioDPlusHostRouting`, `ScenarioEMinusHubbleOff`. */
export function stackIdOf(scenario: Scenario): string {
  return `Scenario${scenario.id}${changeWords(scenario)}`;
}

/** `cni-bench-c`, `cni-bench-d-plus-host-routing`: fixed, so that its log group can be made and removed with it. */
export function clusterNameOf(scenario: Scenario): string {
  const changes = changesOf(scenario).map(({ sign, tuning }) => `-${sign}-${tuning}`);
  return `cni-bench-${scenario.id}${changes.join('')}`.toLowerCase();
}

function changeWords(scenario: Scenario): string {
  return changesOf(scenario)
    .map(({ sign, tuning }) => sign + pascalCase(tuning))
    .join('');
}

function changesOf(scenario: Scenario): { sign: 'Plus' | 'Minus'; tuning: TuningId }[] {
  const base = parseScenario(scenario.id).tunings;
  return tuningIds
    .filter((id) => base.includes(id) !== scenario.tunings.includes(id))
    .map((tuning) => ({ sign: base.includes(tuning) ? 'Minus' : 'Plus', tuning }));
}

function pascalCase(words: string): string {
  return words.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
