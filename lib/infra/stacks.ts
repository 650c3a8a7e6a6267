import { Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { resultsStackId, stackIdOf } from '../domain/aws-names.ts';
import type { DeploymentConfig } from '../domain/deployment-config.ts';
import { InputError } from '../domain/input-error.ts';
import { baseScenarioIds, parseScenario, type Scenario } from '../domain/scenario.ts';
import { parseVariant } from '../domain/variant.ts';
import { ResultsStack } from './results-stack.ts';
import { ScenarioStack } from './scenario-stack.ts';

/**
 * Adds the Results stack, the five scenarios and the variants that were asked for.
 * @throws InputError when two names stand for one variant
 */
export function addStacks(app: Construct, config: DeploymentConfig): void {
  // No account: the CLI's credentials decide, and templates are the same for everybody.
  const env = { region: config.region };
  const results = new ResultsStack(app, resultsStackId, {
    env,
    description: 'eks-cni-bench: what was measured, kept when the scenarios are gone',
  });
  Tags.of(results).add('cni-bench:project', 'eks-cni-bench');
  const variants = config.variants.map(parseVariant);
  refuseTheSameTwice(variants);
  for (const scenario of [...baseScenarioIds.map(parseScenario), ...variants])
    new ScenarioStack(app, stackIdOf(scenario), { env, scenario, config });
}

function refuseTheSameTwice(variants: readonly Scenario[]): void {
  for (const [of, same] of Map.groupBy(variants, ({ id, tunings }) => [id, ...tunings].join(' ')))
    if (same.length > 1)
      throw new InputError(`variants: ${same.map(({ name }) => name).join(' and ')} are the same: ${of}`);
}
