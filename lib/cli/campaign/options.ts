import { Option } from 'commander';
import { parseDeploymentConfig } from '../../domain/deployment-config.ts';
import { InputError } from '../../domain/input-error.ts';
import { baseScenarioIds } from '../../domain/scenario.ts';
import { deployedScenarios } from '../aws/options.ts';
import { listOf, wholeNumber } from '../options.ts';
import { defaultResults } from '../results-folder.ts';
import { appContext, beginCampaign, type Campaign } from './state.ts';

export interface CampaignOptions {
  readonly scenarios?: readonly string[];
  readonly replicates?: number;
  /** Deployments at once; as many as there are scenarios when left out. */
  readonly parallel?: number;
  readonly keepOnFailure?: boolean;
  readonly campaign?: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly results: string;
}

const mostReplicates = 10;
const mostAtOnce = 50;
/** A name, a dash and the number of a replicate are a `run`, which has at most 32 characters. */
const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,27}$/;
/** The campaign's own to say. */
const ownKeys: ReadonlyMap<string, string> = new Map([
  ['run', 'each deployment has its own, from --campaign and --replicates'],
  ['variants', '--scenarios names them'],
]);

/** New for each command: commander keeps state in them. */
export function campaignOptions(): Option[] {
  return [
    new Option('--scenarios <list>', 'A to E or variants, by commas; all five when left out').argParser(
      listOf('--scenarios'),
    ),
    new Option('--replicates <number>', 'fresh deployments of each scenario; 1 when left out').argParser(
      wholeNumber('--replicates', 1, mostReplicates),
    ),
    new Option('--parallel <number>', 'how many deployments at once; all scenarios when left out').argParser(
      wholeNumber('--parallel', 1, mostAtOnce),
    ),
    new Option('--keep-on-failure', 'leave the stack of what failed, to look at it; it costs money'),
    new Option('--campaign <name>', 'begin or go on with the campaign of this name'),
    new Option(
      '-c, --context <key=value>',
      'a setting of the CDK app, as for cdk deploy; repeatable',
    ).argParser(contextEntry),
    new Option('--results <folder>', 'where campaigns keep their state').default(defaultResults),
  ];
}

function contextEntry(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined)
    throw new InputError(`--context: must be key=value, got "${text}"`);
  const reason = ownKeys.get(key);
  if (reason !== undefined) throw new InputError(`${key}: cannot be given: ${reason}`);
  if (Object.hasOwn(before, key)) throw new InputError(`${key}: is given twice`);
  return { ...before, [key]: value };
}

/**
 * The campaign that is meant: a new one, or the one that is there already.
 * @throws InputError when something is not allowed, or is not what the campaign began with
 */
export function chosenCampaign(
  options: CampaignOptions,
  name: string,
  existing: Campaign | undefined,
  now: Date,
): Campaign {
  if (existing) {
    refuseChanges(existing, options);
    return existing;
  }
  const scenarios = deployedScenarios(options.scenarios ?? baseScenarioIds).map((scenario) => scenario.name);
  const { replicates = 1, context = {} } = options;
  parseDeploymentConfig(appContext({ context, scenarios }));
  return beginCampaign({ name, createdAt: now.toISOString(), scenarios, replicates, context });
}

/** @throws InputError for a name that is none */
export function campaignName({ campaign }: CampaignOptions, now: Date): string {
  const name = campaign ?? now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  if (namePattern.test(name)) return name;
  throw new InputError(
    `--campaign: must be up to 28 letters, digits, dots, dashes and underscores, got "${name}"`,
  );
}

function refuseChanges(existing: Campaign, options: CampaignOptions): void {
  for (const key of ['scenarios', 'replicates', 'context'] as const) {
    const typed = options[key];
    if (typed === undefined || JSON.stringify(typed) === JSON.stringify(existing[key])) continue;
    throw new InputError(
      `--${key}: campaign ${existing.name} began with ${JSON.stringify(existing[key])}: leave it out, or begin another`,
    );
  }
}
