import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { resultsBucketParameter, resultsStackId } from '../../lib/domain/aws-names.ts';
import { cdk } from '../infra-slow/support/cdk.ts';
import { describeWith } from '../support/needs.ts';
import { account, environmentOf, region } from './support/environment.ts';
import { type Moto, motoPython, startMoto } from './support/moto-for-cdk.ts';

jest.setTimeout(300_000);

describeWith('the Results stack, by the real CDK CLI on moto', { python: await motoPython() }, (paths) => {
  let moto: Moto;
  let home: string;

  /** @returns how it ended, and everything that it printed */
  const run = async (...args: string[]) => {
    const { exitCode, all } = await cdk(args, { home, aws: environmentOf(moto.endpoint) });
    return { exitCode, text: all };
  };
  const onAssembly = (...args: string[]) => run('--app', join(home, 'cdk.out'), ...args);
  const client = () => ({
    endpoint: moto.endpoint,
    region,
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
  });
  const stack = async () => {
    const cloudFormation = new CloudFormationClient(client());
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: resultsStackId }));
    return Stacks?.[0];
  };

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'cni-bench-aws-'));
    moto = await startMoto(paths.python);
    const synth = await run('synth', '--quiet', '--output', join(home, 'cdk.out'));
    expect(synth).toMatchObject({ exitCode: 0 });
  });
  afterAll(async () => {
    await moto?.stop();
    await rm(home, { recursive: true, force: true });
  });

  it('is refused where the region is not bootstrapped', async () => {
    const { exitCode, text } = await onAssembly('deploy', resultsStackId, '--require-approval', 'never');
    expect(exitCode).toBe(1);
    expect(text).toContain('cdk bootstrap');
  });

  it('is deployed after a bootstrap, and names its bucket', async () => {
    expect(await run('bootstrap', `aws://${account}/${region}`)).toMatchObject({ exitCode: 0 });
    expect(await onAssembly('deploy', resultsStackId, '--require-approval', 'never')).toMatchObject({
      exitCode: 0,
    });
    expect((await stack())?.StackStatus).toBe('CREATE_COMPLETE');
    const ssm = new SSMClient(client());
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: resultsBucketParameter }));
    const bucket = await fetch(`${moto.endpoint}/${Parameter?.Value}`, { method: 'HEAD' });
    expect(bucket.status).toBe(200);
  });

  it('has no differences then, and is deployed again without a change', async () => {
    const diff = await onAssembly('diff', resultsStackId, '--fail');
    expect(diff).toMatchObject({ exitCode: 0, text: expect.stringContaining('There were no differences') });
    const again = await onAssembly('deploy', resultsStackId, '--require-approval', 'never');
    expect(again).toMatchObject({ exitCode: 0, text: expect.stringContaining('(no changes)') });
  });

  it('is not destroyed', async () => {
    const { exitCode, text } = await onAssembly('destroy', '--force', resultsStackId);
    expect(exitCode).toBe(1);
    expect(text).toContain('TerminationProtection is enabled');
    expect((await stack())?.StackStatus).toBe('CREATE_COMPLETE');
  });
});
