import {
  DeleteNetworkInterfaceCommand,
  type EC2Client,
  EC2ServiceException,
  paginateDescribeNetworkInterfaces,
} from '@aws-sdk/client-ec2';
import { cniInterfaceTags } from '../domain/aws-names.ts';

/** A network interface that a CNI made. */
export interface CniInterface {
  readonly id: string;
  /** Attached to nothing, so it can be deleted. */
  readonly available: boolean;
}

/** All that the sweeper needs of EC2. */
export interface NetworkInterfaces {
  /** The interfaces in a VPC that carry a CNI's tag. */
  ofCni(vpcId: string): Promise<CniInterface[]>;
  /** One that is gone already, or in use again, is no error: the next look at the VPC tells. */
  delete(id: string): Promise<void>;
}

/** Codes by which EC2 says that there is nothing to do, or nothing to do yet. */
const benign = new Set([
  'InvalidNetworkInterfaceID.NotFound',
  'InvalidNetworkInterface.InUse',
  'InvalidParameterValue',
]);

export function ec2NetworkInterfaces(client: EC2Client): NetworkInterfaces {
  return {
    async ofCni(vpcId) {
      const pages = paginateDescribeNetworkInterfaces(
        { client },
        {
          Filters: [
            { Name: 'vpc-id', Values: [vpcId] },
            { Name: 'tag-key', Values: [...cniInterfaceTags] },
          ],
        },
      );
      const found: CniInterface[] = [];
      for await (const { NetworkInterfaces: page = [] } of pages)
        for (const { NetworkInterfaceId: id, Status } of page)
          if (id !== undefined) found.push({ id, available: Status === 'available' });
      return found;
    },
    async delete(id) {
      try {
        await client.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id }));
      } catch (error) {
        if (!(error instanceof EC2ServiceException && benign.has(error.name))) throw error;
      }
    },
  };
}
