import { describe, expect, it } from '@jest/globals';
import { cli } from '../../support/cli.ts';
import { diagnose, someone } from './diagnose.ts';
import { newAccount, startFakeAws } from './fake-aws.ts';

// Child processes, on a host that may be busy.

describe('doctor --target aws', () => {
  it('finds a new account fit for five scenarios, and only reads', async () => {
    const { works, of, asked } = await diagnose();
    expect(works).toBe(true);
    expect(of('identity')).toMatchObject({ state: 'ok', found: newAccount.arn });
    expect(of('token')).toMatchObject({ state: 'ok', found: 'does not expire' });
    expect(of('bootstrap')).toMatchObject({ state: 'ok', found: 'version 28' });
    expect(of('results')).toMatchObject({ state: 'ok', found: 'results-bucket-1' });
    expect(of('quota:vcpu')).toMatchObject({
      state: 'ok',
      found: '0 of 64 in use',
      purpose: '60 vCPUs of standard on-demand instances for 5 at once',
    });
    expect(of('quota:eip')).toMatchObject({ state: 'ok', found: '0 of 5 in use' });
    expect(of('quota:vpc')).toMatchObject({ state: 'ok', found: '1 of 6 in use' });
    expect(of('quota:nat')).toMatchObject({ state: 'ok', found: '0 of 5 in use' });
    expect(of('instance-type')).toMatchObject({
      state: 'ok',
      purpose: expect.stringContaining('ap-northeast-2a'),
    });
    for (const action of asked) expect(action).toMatch(/^(?:Get|Describe)/);
  });

  it('is for people a table and a conclusion', async () => {
    await using aws = await startFakeAws(newAccount);
    const { code, stdout } = await cli(['doctor', '--target', 'aws'], {
      env: { ...someone, AWS_ENDPOINT_URL: aws.url },
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok +identity +arn:aws:sts::123456789012:.* +who deploys$/m);
    expect(stdout).toMatch(/A deployment can work\.$/);
  });

  it('counts what is in use against what is to be deployed, page by page', async () => {
    const instances = [
      { type: 'm6i.xlarge', state: 'running', cores: 2 },
      { type: 'c7i-flex.large', state: 'pending', cores: 1 },
      { type: 'im4gn.large', state: 'running', cores: 1 },
      { type: 't3.micro', state: 'running', cores: 1, spot: true },
      { type: 'hpc7a.96xlarge', state: 'running', cores: 96 },
      { type: 'g5.xlarge', state: 'running', cores: 2 },
      { type: 'm5.24xlarge', state: 'stopped', cores: 48 },
    ] as const;
    const { of, works } = await diagnose({ instances, addresses: 4, vpcs: 5 });
    expect(works).toBe(false);
    expect(of('quota:vcpu')).toMatchObject({
      state: 'blocking',
      found: '8 of 64 in use',
      remedy: expect.stringMatching(
        /^--parallel 4, or aws service-quotas .*--region ap-northeast-2 --service-code ec2 --quota-code L-1216C47A --desired-value 68$/,
      ),
    });
    expect(of('quota:eip')).toMatchObject({ state: 'blocking', found: '4 of 5 in use' });
    expect(of('quota:vpc')).toMatchObject({
      state: 'blocking',
      found: '5 of 6 in use',
      remedy: expect.stringMatching(/^--parallel 1, or .*--service-code vpc .*--desired-value 10$/),
    });
  });

  it('counts NAT gateways in the zone of the nodes alone, and none that is gone', async () => {
    const natGateways = [
      { zone: 'ap-northeast-2a', state: 'available' },
      { zone: 'ap-northeast-2a', state: 'deleted' },
      { zone: 'ap-northeast-2c', state: 'available' },
      { zone: 'ap-northeast-2a', state: 'available' },
    ] as const;
    const { of, works } = await diagnose({ natGateways });
    expect(works).toBe(false);
    expect(of('quota:nat')).toMatchObject({
      state: 'blocking',
      found: '2 of 5 in use',
      remedy: expect.stringMatching(/^--parallel 3, or .*--quota-code L-FE5A380F --desired-value 7$/),
    });
  });

  it('asks for as much as is deployed at once', async () => {
    const few = { quotas: { 'L-1216C47A': 24, 'L-0263D0A3': 2 } };
    expect((await diagnose(few, '--scenarios A,C')).works).toBe(true);
    expect((await diagnose(few, '--parallel 2')).works).toBe(true);
    expect((await diagnose(few, '--parallel 3')).works).toBe(false);
  });

  it('says what to type where there is no room at all', async () => {
    const { of } = await diagnose({ quotas: { 'L-1216C47A': 5, 'L-0263D0A3': 5 } }, '--scenarios A');
    expect(of('quota:vcpu')?.remedy).toMatch(/^aws service-quotas request-service-quota-increase .* 12$/);
  });

  it.each([
    [{}, { state: 'blocking', found: 'none', remedy: 'npx cdk bootstrap aws://123456789012/ap-northeast-2' }],
    [{ '/cdk-bootstrap/hnb659fds/version': '5' }, { state: 'blocking', found: 'version 5, older than 6' }],
    [{ '/cdk-bootstrap/hnb659fds/version': '6' }, { state: 'ok', found: 'version 6' }],
  ])('knows from %j whether the region is bootstrapped', async (parameters, expected) => {
    const { of } = await diagnose({ parameters });
    expect(of('bootstrap')).toMatchObject(expected);
    expect(of('results')).toMatchObject({ state: 'missing', remedy: 'npx cdk deploy Results' });
  });

  it('says which zones have the instance type when the one of the nodes has not', async () => {
    const { of, works } = await diagnose({ offeredIn: ['ap-northeast-2c', 'ap-northeast-2b'] });
    expect(works).toBe(false);
    expect(of('instance-type')).toMatchObject({
      found: 'only in ap-northeast-2b, ap-northeast-2c',
      remedy: 'deploy with -c availabilityZones=ap-northeast-2b,ap-northeast-2c',
    });
    const nowhere = await diagnose({ offeredIn: [] }, '--region eu-central-1');
    expect(nowhere.of('instance-type')).toMatchObject({
      purpose: 'm6i.xlarge in eu-central-1a, where the nodes are',
      found: 'in no zone of the region',
    });
  });

  it('shows both version pairs, and stops for neither that is not deployed', async () => {
    const { of } = await diagnose();
    expect(of('cilium:default')?.state).toBe('ok');
    expect(of('cilium:published')).toMatchObject({
      state: 'warning',
      found: 'Cilium 1.16.5, out of support',
    });
    expect(of('eks:published')?.state).toBe('warning');
  });

  it('goes on where one thing may not be looked at', async () => {
    const { of, works } = await diagnose({
      refusals: {
        GetServiceQuota: 'AccessDeniedException',
        DescribeInstanceTypeOfferings: 'UnauthorizedOperation',
      },
    });
    expect(works).toBe(true);
    expect(of('quota:vpc')).toMatchObject({ state: 'warning', found: 'not allowed: refused' });
    expect(of('instance-type')).toMatchObject({ state: 'warning', found: 'not allowed: refused' });
    expect(of('bootstrap')).toMatchObject({ state: 'ok' });
  });
});
