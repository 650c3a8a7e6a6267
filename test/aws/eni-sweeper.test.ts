import {
  AttachNetworkInterfaceCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeNetworkInterfacesCommand,
  EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { cniInterfaceTags } from '../../lib/domain/aws-names.ts';
import { handler } from '../../lib/handler/eni-sweeper.ts';
import { deleteEvent } from '../handler/support/events.ts';
import { describeWith } from '../support/needs.ts';
import { environmentOf } from './support/environment.ts';
import { type Moto, motoPython, startMoto } from './support/moto-for-cdk.ts';

// The handler looks again after 15 seconds.
jest.setTimeout(180_000);

const [ciliumTag, vpcCniTag] = cniInterfaceTags;

describeWith("the sweeper's handler on moto's EC2", { python: await motoPython() }, (paths) => {
  let moto: Moto;
  let ec2: EC2Client;

  beforeAll(async () => {
    moto = await startMoto(paths.python);
    // The handler makes its client of the environment, as in Lambda.
    Object.assign(process.env, environmentOf(moto.endpoint));
    ec2 = new EC2Client({});
  });
  afterAll(async () => {
    ec2.destroy();
    await moto.stop();
  });

  const vpc = async (block: string) => {
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: `${block}/16` }));
    const VpcId = Vpc?.VpcId ?? '';
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: `${block}/24` }));
    return { vpcId: VpcId, subnetId: Subnet?.SubnetId ?? '' };
  };
  const networkInterface = async (SubnetId: string, tag: string) => {
    const { NetworkInterface } = await ec2.send(
      new CreateNetworkInterfaceCommand({
        SubnetId,
        TagSpecifications: [{ ResourceType: 'network-interface', Tags: [{ Key: tag, Value: '1' }] }],
      }),
    );
    return NetworkInterface?.NetworkInterfaceId ?? '';
  };
  const remaining = async (ids: readonly string[]) => {
    const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand({}));
    const there = new Map(NetworkInterfaces.map((one) => [one.NetworkInterfaceId, one.Status]));
    return ids.map((id) => there.get(id));
  };

  it('deletes only what is available, tagged by a CNI and of its VPC', async () => {
    const [own, other] = [await vpc('10.0.0.0'), await vpc('10.1.0.0')];
    const ofCilium = await networkInterface(own.subnetId, ciliumTag);
    const ofVpcCni = await networkInterface(own.subnetId, vpcCniTag);
    const untagged = await networkInterface(own.subnetId, 'Name');
    const elsewhere = await networkInterface(other.subnetId, ciliumTag);
    const attached = await networkInterface(own.subnetId, ciliumTag);
    const { Instances } = await ec2.send(
      new RunInstancesCommand({
        ImageId: 'ami-12c6146b',
        InstanceType: 'm6i.xlarge',
        MinCount: 1,
        MaxCount: 1,
        SubnetId: own.subnetId,
      }),
    );
    await ec2.send(
      new AttachNetworkInterfaceCommand({
        NetworkInterfaceId: attached,
        InstanceId: Instances?.[0]?.InstanceId ?? '',
        DeviceIndex: 1,
      }),
    );
    const all = [ofCilium, ofVpcCni, untagged, elsewhere, attached];
    const before = await remaining(all);
    expect(before).toEqual(['available', 'available', 'available', 'available', 'in-use']);

    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    // Time for one pass and for a look at what it left.
    const left = [60_000, 0];
    await handler(deleteEvent({ VpcId: own.vpcId }, `eni-sweeper-${own.vpcId}`), {
      getRemainingTimeInMillis: () => left.shift() ?? 0,
    });
    log.mockRestore();
    expect(await remaining(all)).toEqual([undefined, undefined, 'available', 'available', 'in-use']);
  });
});
