import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from '@jest/globals';
import { deployedRun } from '../../../lib/cli/aws/deployed-run.ts';
import { type FakeStack, startFakeCloudFormation } from './support/fake-cloudformation.ts';

const createdAt = '2026-11-26T09:00:00Z';
const begunAt = '2026-11-26T09:31:00.000Z';
const stage = (id: string, at = '2026-11-26T09:32:00Z') => ({
  type: 'Custom::Stage',
  at,
  properties: { RunId: id, BegunAt: begunAt, Stage: 'network' },
});

async function found(stack: FakeStack | undefined) {
  await using cloudFormation = await startFakeCloudFormation();
  if (stack) cloudFormation.stacks.set('ScenarioC', stack);
  const client = new CloudFormationClient({
    endpoint: cloudFormation.url,
    region: 'ap-northeast-2',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
  });
  try {
    return await deployedRun(client, 'ScenarioC');
  } finally {
    client.destroy();
  }
}

const creating = { status: 'CREATE_IN_PROGRESS', createdAt } as const;

describe('the run of a stack', () => {
  it('is not there without the stack', async () => {
    expect(await found(undefined)).toBeUndefined();
  });

  it('is its output once it is complete, or when only old resources are removed', async () => {
    const outputs = { Other: 'x', RunId: 'c-quick-1' };
    for (const status of [
      'CREATE_COMPLETE',
      'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE',
    ])
      expect(await found({ status, createdAt, outputs })).toEqual({
        status,
        phase: 'settled',
        run: { id: 'c-quick-1' },
      });
  });

  it('is what the events of its stages say while it is created', async () => {
    const events = [{ type: 'AWS::CDK::Metadata', at: '2026-11-26T09:33:00Z' }, stage('c-quick-1')];
    expect(await found({ ...creating, events })).toEqual({
      status: 'CREATE_IN_PROGRESS',
      phase: 'under way',
      run: { id: 'c-quick-1', begunAt },
    });
  });

  it('has not begun before a stage is made, whatever else has properties', async () => {
    const begin = { type: 'Custom::BeginRun', at: '2026-11-26T09:31:00Z', properties: { Scenario: 'C' } };
    const unresolved = {
      type: 'Custom::Stage',
      at: '2026-11-26T09:31:30Z',
      properties: { Stage: 'network' },
    };
    for (const events of [[], [begin], [unresolved, begin]])
      expect(await found({ ...creating, events })).toEqual({ status: creating.status, phase: 'under way' });
  });

  it('is not that of an earlier deployment while the stack is updated', async () => {
    const updating = { status: 'UPDATE_IN_PROGRESS', createdAt, updatedAt: '2026-11-27T09:00:00Z' };
    const outputs = { RunId: 'c-quick-1' };
    const before = await found({ ...updating, outputs, events: [stage('c-quick-1')] });
    expect(before?.run).toBeUndefined();
    const events = [stage('c-quick-2', '2026-11-27T09:05:00Z'), stage('c-quick-1')];
    expect((await found({ ...updating, outputs, events }))?.run?.id).toBe('c-quick-2');
  });

  it('ends with a stack that fails, is rolled back or deleted', async () => {
    const statuses = ['CREATE_FAILED', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE', 'DELETE_IN_PROGRESS'];
    for (const status of [...statuses, 'UPDATE_ROLLBACK_IN_PROGRESS'])
      expect(await found({ status, createdAt, reason: 'two\nlines' })).toEqual({
        status,
        phase: 'failed',
        reason: 'two lines',
      });
  });
});
