import { DescribeInstanceTypeOfferingsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import type { Finding } from '../finding.ts';
import { orUnknown } from './trouble.ts';

/** Whether the zone of the nodes has their instance type; not every zone has every type. */
export function inspectOffering(ec2: EC2Client, instanceType: string, zone: string): Promise<Finding> {
  const id = 'instance-type';
  const purpose = `${instanceType} in ${zone}, where the nodes are`;
  return orUnknown(id, purpose, async () => {
    const { InstanceTypeOfferings: offerings = [] } = await ec2.send(
      new DescribeInstanceTypeOfferingsCommand({
        LocationType: 'availability-zone',
        Filters: [{ Name: 'instance-type', Values: [instanceType] }],
      }),
    );
    const zones = offerings.flatMap(({ Location: location }) => location ?? []).sort();
    if (zones.includes(zone)) return { id, state: 'ok', purpose, found: 'offered' };
    const [first, second] = zones;
    const found = zones.length === 0 ? 'in no zone of the region' : `only in ${zones.join(', ')}`;
    const remedy =
      first !== undefined && second !== undefined
        ? `deploy with -c availabilityZones=${first},${second}`
        : 'deploy with -c instanceType or -c region';
    return { id, state: 'blocking', purpose, found, remedy };
  });
}
