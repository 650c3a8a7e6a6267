import { describe, expect, it } from '@jest/globals';
import {
  clusterNameOf,
  deploymentParameter,
  isScenarioStackId,
  latestParameter,
  stackIdOf,
} from '../../lib/domain/aws-names.ts';
import { parseScenario } from '../../lib/domain/scenario.ts';

describe('names on AWS', () => {
  it.each([
    ['C', 'ScenarioC', 'cni-bench-c', '/cni-bench/C/deployment'],
    [
      'D+host-routing',
      'ScenarioDPlusHostRouting',
      'cni-bench-d-plus-host-routing',
      '/cni-bench/DPlusHostRouting/deployment',
    ],
    [
      'E-hubble-off-bbr',
      'ScenarioEMinusHubbleOffMinusBbr',
      'cni-bench-e-minus-hubble-off-minus-bbr',
      '/cni-bench/EMinusHubbleOffMinusBbr/deployment',
    ],
  ])('follow from %s', (name, stack, cluster, parameter) => {
    const scenario = parseScenario(name);
    expect(stackIdOf(scenario)).toBe(stack);
    expect(isScenarioStackId(stack)).toBe(true);
    expect(clusterNameOf(scenario)).toBe(cluster);
    expect(deploymentParameter(scenario)).toBe(parameter);
    expect(latestParameter(scenario)).toBe(parameter.replace('deployment', 'latest'));
  });

  it.each([
    'Results',
    'ScenarioF',
    'Scenario',
    'C',
    'ScenarioC2',
    'ScenarioDPlusWarp',
    'ScenarioDPlus',
    'scenarioC',
  ])('%s is no stack of a scenario', (name) => {
    expect(isScenarioStackId(name)).toBe(false);
  });
});
