import { setTimeout as pause } from 'node:timers/promises';
import { EC2Client } from '@aws-sdk/client-ec2';
import type { CdkCustomResourceEvent, CdkCustomResourceResponse, Context } from 'aws-lambda';
import { ec2NetworkInterfaces } from './network-interfaces.ts';
import { sweep } from './sweep.ts';

/** Lambda entry: does nothing until the custom resource is deleted, then removes what the CNI left in `VpcId`. */
export async function handler(
  event: CdkCustomResourceEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<CdkCustomResourceResponse> {
  const vpcId: unknown = event.ResourceProperties.VpcId;
  if (typeof vpcId !== 'string') throw new Error('VpcId must be the id of a VPC');
  if (event.RequestType === 'Delete') {
    const result = await sweep({
      vpcId,
      interfaces: ec2NetworkInterfaces(new EC2Client({})),
      remainingMillis: () => context.getRemainingTimeInMillis(),
      pause: (millis) => pause(millis),
    });
    console.log(JSON.stringify({ vpcId, ...result }));
  }
  return { PhysicalResourceId: `eni-sweeper-${vpcId}` };
}
