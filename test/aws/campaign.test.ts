import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { runCampaign } from '../../lib/cli/campaign/campaign.ts';
import { openCdkToolkit } from '../../lib/cli/campaign/cdk/toolkit.ts';
import { CredentialsLacking } from '../../lib/cli/campaign/ports.ts';
import { cdk } from '../infra-slow/support/cdk.ts';
import { memoryIo } from '../support/cli.ts';
import { describeWith } from '../support/needs.ts';
import { account, environmentOf, region } from './support/environment.ts';
import { type Moto, motoPython, startMoto } from './support/moto-for-cdk.ts';

jest.setTimeout(300_000);

const folder = fileURLToPath(new URL('support/app', import.meta.url));
const command = `"${fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url))}" ${folder}/app.ts`;

describeWith('a campaign by the real toolkit library on moto', { python: await motoPython() }, (paths) => {
  let moto: Moto;
  let home: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'cni-bench-campaign-'));
    moto = await startMoto(paths.python);
    Object.assign(process.env, environmentOf(moto.endpoint));
    const bootstrap = ['--app', command, 'bootstrap', `aws://${account}/${region}`];
    const { exitCode } = await cdk(bootstrap, { home, aws: environmentOf(moto.endpoint) });
    expect(exitCode).toBe(0);
  });
  afterAll(async () => {
    await moto.stop();
    await rm(home, { recursive: true, force: true });
  });

  const toolkit = (campaign: string, onMessage: (stack: string, line: string) => void = () => undefined) =>
    openCdkToolkit({
      folder,
      command,
      context: {},
      campaign,
      keepOnFailure: false,
      onMessage,
      pollMillis: 100,
    });
  const runOf = async () => {
    const ssm = new SSMClient({});
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/cni-bench/C/run' }));
    return Parameter?.Value;
  };

  it('deploys each replicate with a run of its own, and destroys it', async () => {
    const { io, stdout, stderr } = memoryIo(home);
    const seen: (string | undefined)[] = [];
    const options = { campaign: 'X', scenarios: ['C'], replicates: 2, results: 'results' };
    const code = await runCampaign(options, io, {
      openToolkit: ({ name }, onMessage) => toolkit(name, onMessage),
      openRuns: async () => ({
        awaitRun: async () => {
          seen.push(await runOf());
        },
        fetchRun: async () => 'nowhere',
      }),
    });
    expect({ code, stderr: stderr() }).toMatchObject({ code: 0 });
    expect(seen).toEqual(['X-1', 'X-2']);
    expect(stdout()).toMatch(/^C +2 +done, stack gone +nowhere$/m);
    expect(stderr()).toContain('ScenarioC: CREATE_COMPLETE');
    await using after = await toolkit('X');
    expect(await after.settled('ScenarioC')).toBeUndefined();
  });

  it('knows a stack that no campaign deployed', async () => {
    const cloudFormation = new CloudFormationClient({});
    const template = {
      Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'foreign' } } },
    };
    await cloudFormation.send(
      new CreateStackCommand({ StackName: 'ScenarioA', TemplateBody: JSON.stringify(template) }),
    );
    await using opened = await toolkit('X');
    expect(await opened.settled('ScenarioA')).toMatchObject({ state: 'deployed', owner: undefined });
  });

  it('tells a want of credentials from other trouble', async () => {
    const before = { ...process.env };
    delete process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_SECRET_ACCESS_KEY;
    Object.assign(process.env, {
      HOME: home,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: join(home, 'none'),
      AWS_SHARED_CREDENTIALS_FILE: join(home, 'none'),
    });
    try {
      await using opened = await toolkit('X');
      await expect(opened.place()).rejects.toBeInstanceOf(CredentialsLacking);
      await expect(opened.settled('ScenarioC')).rejects.toBeInstanceOf(CredentialsLacking);
    } finally {
      process.env = before;
    }
  });
});
