import { baseScenarioIds, type Scenario } from './scenario.ts';
import { tuningIds } from './tuning.ts';

/** Names on AWS that the stacks and the CLI must agree on. */

/** SSM parameter with the name of the bucket that keeps every result. */
export const resultsBucketParameter = '/cni-bench/results-bucket';

/** SSM parameter that says what is deployed for a scenario: `/cni-bench/C/deployment`. */
export function deploymentParameter(scenario: Scenario): string {
  return `/cni-bench/${shortName(scenario)}/deployment`;
}

/** SSM parameter with the newest finished run of a scenario: `/cni-bench/C/latest`. */
export function latestParameter(scenario: Scenario): string {
  return `/cni-bench/${shortName(scenario)}/latest`;
}

/** Output of a scenario's stack: the run that its creation measured. */
export const runOutput = 'RunId';

/** Tag keys by which a CNI marks the network interfaces that it makes: Cilium's operator, the VPC CNI. */
export const cniInterfaceTags = ['io.cilium/cilium-managed', 'node.k8s.amazonaws.com/instance_id'] as const;

/** The stack that stays when every scenario is destroyed. */
export const resultsStackId = 'Results';

/** Id and name of a scenario's stack: `ScenarioC`, `ScenarioDPlusHostRouting`, `ScenarioEMinusHubbleOff`. */
export function stackIdOf(scenario: Scenario): string {
  return `Scenario${shortName(scenario)}`;
}

/** Whether a stack of this name is one of a scenario, be it deployed or not. */
export function isScenarioStackId(name: string): boolean {
  return scenarioStackPattern.test(name);
}

/** `cni-bench-c`, `cni-bench-d-plus-host-routing`: fixed, so that its log group can be made and removed with it. */
export function clusterNameOf(scenario: Scenario): string {
  return `cni-bench-${spelledOut(scenario)}`.toLowerCase();
}

/** `DPlusHostRouting`. */
function shortName(scenario: Scenario): string {
  return withCapitals(spelledOut(scenario));
}

function withCapitals(words: string): string {
  return words.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** `D-plus-host-routing`: a name such as `D+host-routing` in letters and dashes. */
function spelledOut({ name }: Scenario): string {
  return name.replace(change, (_, sign: string, tuning: string) =>
    sign === '+' ? `-plus-${tuning}` : `-minus-${tuning}`,
  );
}

const change = new RegExp(`([+-])(${tuningIds.join('|')})(?=[+-]|$)`, 'g');

const scenarioStackPattern = new RegExp(
  `^Scenario(?:${baseScenarioIds.join('|')})(?:${['-plus-', '-minus-']
    .flatMap((sign) => tuningIds.map((id) => withCapitals(`${sign}${id}`)))
    .join('|')})*$`,
);
