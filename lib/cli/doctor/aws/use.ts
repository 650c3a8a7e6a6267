import {
  DescribeAddressesCommand,
  DescribeInstanceTypesCommand,
  type EC2Client,
  type Instance,
  paginateDescribeInstances,
  paginateDescribeNatGateways,
  paginateDescribeSubnets,
  paginateDescribeVpcs,
} from '@aws-sdk/client-ec2';

/** Families whose vCPUs count together as "standard": A, C, D, H, I, M, R, T and Z. */
const standardFamily = /^(?:[acdhimrtz]|im|is)\d/;

/** vCPUs of standard instances that run or start on demand; spot has a quota of its own. */
export async function standardProcessorsInUse(ec2: EC2Client): Promise<number> {
  const Filters = [{ Name: 'instance-state-name', Values: ['pending', 'running'] }];
  let processors = 0;
  for await (const { Reservations: reservations = [] } of paginateDescribeInstances(
    { client: ec2 },
    { Filters },
  ))
    for (const instance of reservations.flatMap(({ Instances: instances = [] }) => instances))
      if (countsAsStandard(instance)) processors += processorsOf(instance);
  return processors;
}

function countsAsStandard({ InstanceType: type, InstanceLifecycle: lifecycle }: Instance): boolean {
  return lifecycle === undefined && type !== undefined && standardFamily.test(type);
}

function processorsOf({ CpuOptions: options, InstanceId: id }: Instance): number {
  if (options?.CoreCount === undefined || options.ThreadsPerCore === undefined)
    throw new Error(`EC2 does not say how many vCPUs ${id} has`);
  return options.CoreCount * options.ThreadsPerCore;
}

export async function addressesInUse(ec2: EC2Client): Promise<number> {
  const { Addresses: addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
  return addresses.length;
}

/** The default VPC is one of them. */
export async function vpcsInUse(ec2: EC2Client): Promise<number> {
  let count = 0;
  for await (const { Vpcs: vpcs = [] } of paginateDescribeVpcs({ client: ec2 }, {})) count += vpcs.length;
  return count;
}

/** Those that are or come in subnets of one zone, whatever their VPC. */
export async function natGatewaysInUse(ec2: EC2Client, zone: string): Promise<number> {
  const here = new Set<string | undefined>();
  const inZone = [{ Name: 'availability-zone', Values: [zone] }];
  for await (const { Subnets: subnets = [] } of paginateDescribeSubnets({ client: ec2 }, { Filters: inZone }))
    for (const { SubnetId: id } of subnets) here.add(id);
  const alive = [{ Name: 'state', Values: ['pending', 'available'] }];
  let count = 0;
  for await (const { NatGateways: gateways = [] } of paginateDescribeNatGateways(
    { client: ec2 },
    { Filter: alive },
  ))
    count += gateways.filter(({ SubnetId: id }) => here.has(id)).length;
  return count;
}

/** @throws Error of EC2 for a type that the region does not have */
export async function processorsOfType(ec2: EC2Client, instanceType: string): Promise<number> {
  const { InstanceTypes: types = [] } = await ec2.send(
    // The SDK's list of types is that of its release; EC2 knows its own.
    new DescribeInstanceTypesCommand({ Filters: [{ Name: 'instance-type', Values: [instanceType] }] }),
  );
  const processors = types[0]?.VCpuInfo?.DefaultVCpus;
  if (processors === undefined) throw new Error(`EC2 knows no ${instanceType} here`);
  return processors;
}
