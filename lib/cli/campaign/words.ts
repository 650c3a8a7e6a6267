import { defaultResults } from '../results-folder.ts';
import { plainTable } from '../table.ts';
import { leftovers } from './machine.ts';
import type { CampaignOptions } from './options.ts';
import { appContext, type Campaign, type Deployment } from './state.ts';

const doing: Readonly<Record<Deployment['phase'], string>> = {
  waiting: 'waits',
  deploying: 'is being deployed',
  watching: 'is deployed; waiting for its run',
  fetching: 'has run; fetching the results',
  destroying: 'is being destroyed',
  ended: 'has ended',
};

/** `C 1: is being deployed`. */
export function stepLine(deployment: Deployment): string {
  const { scenario, replicate, phase, remains, failures } = deployment;
  const last = failures.at(-1);
  const trouble = last && (phase === 'ended' || phase === 'destroying') ? `; ${failureText(last)}` : '';
  const left = remains === undefined ? '' : `; its stack is ${remains}`;
  return `${scenario} ${replicate}: ${doing[phase]}${left}${trouble}`;
}

function failureText({ during, reason }: Deployment['failures'][number]): string {
  return `failed while ${during}: ${reason}`;
}

/** What became of each deployment: a table, and a line for each failure. */
export function campaignText({ deployments }: Campaign): string {
  const rows = deployments.map((deployment) => [
    deployment.scenario,
    String(deployment.replicate),
    stateOf(deployment),
    deployment.results ?? '',
  ]);
  const failures = deployments.flatMap(({ scenario, replicate, failures: list }) =>
    list.map((failure) => `${scenario} ${replicate} ${failureText(failure)}`),
  );
  return [plainTable(['scenario', 'replicate', 'state', 'results'], rows), ...failures, ''].join('\n');
}

function stateOf({ phase, remains, failures }: Deployment): string {
  if (phase !== 'ended') return doing[phase];
  const result = failures.length === 0 ? 'done' : 'failed';
  return `${result}, stack ${remains ?? 'gone'}`;
}

/** Every stack that may be on AWS, with the command that removes it; empty where there is none. */
export function leftoverText(campaign: Campaign): string {
  const left = leftovers(campaign);
  if (left.length === 0) return '';
  const { region, account } = campaign.place ?? {};
  const where = account === undefined ? '' : ` in account ${account}, ${region}`;
  const context = Object.entries(appContext(campaign))
    .map(([key, value]) => ` -c ${quoted(`${key}=${value}`)}`)
    .join('');
  const lines = left.map(
    ({ stack, phase, remains }) =>
      `  npx cdk destroy --force ${stack}${context}   # ${remains ?? `may be there: it ${doing[phase]}`}`,
  );
  return [`stacks that are left${where}; they cost money until they are removed:`, ...lines, ''].join('\n');
}

/** The command that goes on with a campaign. */
export function resumeCommand(name: string, options: CampaignOptions): string {
  return [
    'npx cni-bench campaign --campaign',
    name,
    ...(options.results === defaultResults ? [] : ['--results', quoted(options.results)]),
    ...(options.parallel === undefined ? [] : ['--parallel', String(options.parallel)]),
    ...(options.keepOnFailure ? ['--keep-on-failure'] : []),
  ].join(' ');
}

/** For a shell; as it is where it needs no quotes. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
