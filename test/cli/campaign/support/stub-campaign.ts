/**
 * `cni-bench campaign` as a process, on a cloud that is a file in the current folder. Its behaviour is JSON in
 * STUB; a line on stdin lets what waits for it go on.
 */
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { runCampaign } from '../../../../lib/cli/campaign/campaign.ts';
import { type CampaignOptions, campaignOptions } from '../../../../lib/cli/campaign/options.ts';
import { CredentialsLacking } from '../../../../lib/cli/campaign/ports.ts';
import { processIo } from '../../../../lib/cli/io.ts';
import { Cloud, type CloudStack, cloudToolkit, type Fates } from './cloud.ts';

export interface Behaviour {
  readonly fates?: Partial<Fates>;
  /** Moments, such as `creating ScenarioC`, that last until a line comes on stdin. */
  readonly hold?: readonly string[];
  /** Moments at which the credentials are found expired. */
  readonly expired?: readonly string[];
}

/** What outlives the process. */
export interface CloudFile {
  readonly stacks: readonly (readonly [string, CloudStack])[];
  readonly creations: readonly string[];
}

const { fates, hold = [], expired = [] } = JSON.parse(process.env.STUB ?? '{}') as Behaviour;
const path = 'cloud.json';
const before: CloudFile = existsSync(path)
  ? JSON.parse(readFileSync(path, 'utf8'))
  : { stacks: [], creations: [] };
const cloud = new Cloud(fates, before.stacks);
cloud.creations.push(...before.creations);

const lines = createInterface({ input: process.stdin });

function keep(): void {
  const file: CloudFile = { stacks: [...cloud.stacks], creations: cloud.creations };
  writeFileSync(`${path}.tmp`, JSON.stringify(file));
  renameSync(`${path}.tmp`, path);
}

async function moment(what: string): Promise<void> {
  keep();
  if (expired.includes(what)) throw new CredentialsLacking('the credentials have expired', 'aws sso login');
  if (!hold.includes(what)) return;
  process.stderr.write(`holding ${what}\n`);
  await once(lines, 'line');
}

const command = new Command();
for (const option of campaignOptions()) command.addOption(option);
const options = command.parse().opts<CampaignOptions>();
process.exitCode = await runCampaign(options, processIo(), {
  openToolkit: async ({ name }) => cloudToolkit(cloud, name, moment),
  openRuns: async () => ({
    awaitRun: async () => undefined,
    fetchRun: async ({ scenario }) => `results of ${scenario}`,
  }),
});
keep();
lines.close();
process.stdin.unref();
