import { symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { cniInterfaceTags } from '../../../lib/domain/aws-names.ts';
import { deleteEvent } from '../../handler/support/events.ts';
import { account, region } from './environment.ts';
import { lambdaProcess } from './lambda-process.ts';
import { motoCredentials } from './moto.ts';
import { type Asked, startProxy } from './proxy.ts';
import type { SynthesizedFunction } from './synthesized.ts';

/** A VPC after a deletion, in which each CNI has left one network interface. */
export interface LeftVpc {
  readonly id: string;
  /** By id of an interface: its tag. */
  readonly interfaces: ReadonlyMap<string, string>;
}

/** The condition keys that EC2 sends along with an interface of it. */
export function contextOf({ id, interfaces }: LeftVpc) {
  return (resource: string): Readonly<Record<string, string>> => {
    const tag = interfaces.get(resource.split('/').at(-1) ?? '');
    if (tag === undefined) return {};
    return { 'ec2:Vpc': `arn:aws:ec2:${region}:${account}:vpc/${id}`, [`aws:ResourceTag/${tag}`]: '1' };
  };
}

/** @param endpoint of moto */
export async function leftVpc(endpoint: string): Promise<LeftVpc> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const ec2 = new EC2Client({ region, endpoint, credentials });
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }));
  const interfaces = new Map<string, string>();
  for (const Key of cniInterfaceTags) {
    const { NetworkInterface } = await ec2.send(
      new CreateNetworkInterfaceCommand({
        SubnetId: Subnet?.SubnetId ?? '',
        TagSpecifications: [{ ResourceType: 'network-interface', Tags: [{ Key, Value: '1' }] }],
      }),
    );
    interfaces.set(NetworkInterface?.NetworkInterfaceId ?? '', Key);
  }
  ec2.destroy();
  return { id: VpcId, interfaces };
}

/** Runs the sweeper's function on a VPC; what it asked of EC2. */
export async function sweptBy(
  sweeper: SynthesizedFunction,
  { id }: LeftVpc,
  endpoint: string,
): Promise<readonly Asked[]> {
  // It is bundled without the SDK, which is that of Lambda's runtime.
  const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));
  await symlink(modules, join(dirname(sweeper.file), 'node_modules'));
  await using proxy = await startProxy(endpoint);
  const key = { AWS_ACCESS_KEY_ID: sweeper.id, AWS_ENDPOINT_URL: proxy.endpoint };
  await using lambda = lambdaProcess(sweeper, { ...motoCredentials, ...key });
  await lambda.invoke(deleteEvent({ VpcId: id }, `eni-sweeper-${id}`));
  return [...proxy.asked];
}
