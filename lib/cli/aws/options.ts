import { type Command, Option } from 'commander';
import { type DeploymentConfig, parseDeploymentConfig } from '../../domain/deployment-config.ts';
import { InputError } from '../../domain/input-error.ts';
import { baseScenarioIds, type Scenario } from '../../domain/scenario.ts';
import { deployedScenario } from '../deployed-scenario.ts';
import { wholeNumber } from '../options.ts';

export const targetNames = ['lab', 'aws'] as const;
export type TargetName = (typeof targetNames)[number];

/** What only makes sense with `--target aws`. */
export interface AwsOptions {
  readonly region?: string;
  readonly versions?: string;
  /** How many scenarios are deployed at once; all when left out. */
  readonly parallel?: number;
}

/** Enough for five scenarios, ten replicates each; what an account allows is the doctor's to say. */
const mostAtOnce = 50;

export function targetOption(): Option {
  return new Option('--target <name>', `one of ${targetNames.join(', ')}`)
    .argParser((text): TargetName => {
      const known = targetNames.find((name) => name === text);
      if (known) return known;
      throw new InputError(`--target: must be one of ${targetNames.join(', ')}, got "${text}"`);
    })
    .default('lab');
}

/** New for each command: commander keeps state in them. */
export function awsOptions(): Option[] {
  return [
    new Option('--region <name>', 'with aws: where it is deployed'),
    new Option('--versions <name>', 'with aws: default or published'),
    new Option('--parallel <number>', 'with aws: how many scenarios at once; all when left out').argParser(
      wholeNumber('--parallel', 1, mostAtOnce),
    ),
  ];
}

/** @throws InputError for an option that was typed although the target is not AWS */
export function refuseWithoutAws(command: Command, names: readonly string[]): void {
  const typed = names.find((name) => command.getOptionValueSource(name) === 'cli');
  if (typed !== undefined) throw new InputError(`--${typed}: goes with --target aws only`);
}

/** How it would be deployed, by the rules of the deployment's config. */
export function deploymentOf({ region, versions }: AwsOptions): DeploymentConfig {
  try {
    return parseDeploymentConfig({ region, versions });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`--${error.message}`);
  }
}

/**
 * The scenarios that are meant, each a stack.
 * @param names undefined for the five
 */
export function deployedScenarios(names: readonly string[] | undefined): Scenario[] {
  const scenarios = (names ?? baseScenarioIds).map((name) => deployedScenario('--scenarios', name));
  const twice = scenarios.find(
    (scenario, index) => scenarios.findIndex(({ name }) => name === scenario.name) < index,
  );
  if (twice) throw new InputError(`--scenarios: ${twice.name} is named twice`);
  return scenarios;
}
