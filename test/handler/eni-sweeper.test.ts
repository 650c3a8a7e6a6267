import { describe, expect, it } from '@jest/globals';
import { handler } from '../../lib/handler/eni-sweeper.ts';
import { ec2NetworkInterfaces } from '../../lib/handler/network-interfaces.ts';
import { sweep } from '../../lib/handler/sweep.ts';
import { createEvent, updateEvent } from './support/events.ts';
import { type FakeEc2, type FakeInterface, startFakeEc2 } from './support/fake-ec2.ts';

const cilium = 'io.cilium/cilium-managed';
const vpcCni = 'node.k8s.amazonaws.com/instance_id';

function eni(id: string, rest: Partial<FakeInterface> = {}): FakeInterface {
  return { id, vpcId: 'vpc-1', status: 'available', tags: [cilium], ...rest };
}

/** A sweep whose clock moves by its pauses alone, with ten minutes in all. */
function sweepOf(ec2: FakeEc2, onPause: () => void = () => undefined) {
  let leftMillis = 600_000;
  return sweep({
    vpcId: 'vpc-1',
    interfaces: ec2NetworkInterfaces(ec2.client),
    remainingMillis: () => leftMillis,
    pause: async (millis) => {
      leftMillis -= millis;
      onPause();
    },
  });
}

const deletions = ({ calls }: FakeEc2) => calls.filter((call) => call.startsWith('Delete'));

describe('the sweeper', () => {
  it('deletes what a CNI left in this VPC, over several pages, and nothing else', async () => {
    await using ec2 = await startFakeEc2([
      eni('eni-1'),
      eni('eni-2', { tags: [vpcCni] }),
      eni('eni-3', { tags: [cilium, 'Name'] }),
      eni('other-vpc', { vpcId: 'vpc-2' }),
      eni('not-of-a-cni', { tags: ['Name'] }),
    ]);
    expect(await sweepOf(ec2)).toEqual({ deleted: ['eni-1', 'eni-2', 'eni-3'], left: [] });
    expect([...ec2.interfaces.keys()]).toEqual(['other-vpc', 'not-of-a-cni']);
  });

  it('waits for those that are being detached', async () => {
    await using ec2 = await startFakeEc2([eni('eni-1', { status: 'in-use' })]);
    const result = await sweepOf(
      ec2,
      () => ec2.interfaces.has('eni-1') && ec2.interfaces.set('eni-1', eni('eni-1')),
    );
    expect(result).toEqual({ deleted: ['eni-1'], left: [] });
    expect(deletions(ec2)).toEqual(['DeleteNetworkInterface eni-1']);
  });

  it('never deletes one in use, and names it when its time is up', async () => {
    await using ec2 = await startFakeEc2([eni('eni-1', { status: 'in-use' }), eni('eni-2')]);
    expect(await sweepOf(ec2)).toEqual({ deleted: ['eni-2'], left: ['eni-1'] });
    expect(deletions(ec2)).toEqual(['DeleteNetworkInterface eni-2']);
  });

  it('does not mind one that vanishes before it is deleted', async () => {
    await using ec2 = await startFakeEc2([eni('eni-1')]);
    ec2.meanwhile = () => {
      if (ec2.calls.length === 1) ec2.interfaces.delete('eni-1');
    };
    expect(await sweepOf(ec2)).toMatchObject({ left: [] });
  });

  it('tries again where EC2 still holds one', async () => {
    await using ec2 = await startFakeEc2([eni('eni-1')]);
    ec2.refusals.set('eni-1', 'InvalidParameterValue');
    expect(await sweepOf(ec2, () => ec2.refusals.clear())).toEqual({ deleted: ['eni-1'], left: [] });
    expect(deletions(ec2)).toHaveLength(2);
  });

  it('fails where it may not delete', async () => {
    await using ec2 = await startFakeEc2([eni('eni-1')]);
    ec2.refusals.set('eni-1', 'UnauthorizedOperation');
    await expect(sweepOf(ec2)).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
  });
});

describe('the Lambda entry', () => {
  const context = { getRemainingTimeInMillis: () => 0 };

  it.each([createEvent({ VpcId: 'vpc-1' }), updateEvent({ VpcId: 'vpc-1' }, 'eni-sweeper-vpc-1')])(
    'only answers when it is asked to $RequestType',
    async (event) => {
      expect(await handler(event, context)).toEqual({ PhysicalResourceId: 'eni-sweeper-vpc-1' });
    },
  );

  it('refuses an event without a VPC', async () => {
    await expect(handler(createEvent({}), context)).rejects.toThrow('VpcId must be the id of a VPC');
  });
});
