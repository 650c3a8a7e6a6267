import { Duration, Stack } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { cniInterfaceTags } from '../domain/aws-names.ts';
import { acknowledge, finding } from './acknowledge.ts';
import { HandledResource } from './handled-resource.ts';

/**
 * Deletes the network interfaces that a CNI leaves behind, when the stack is deleted. Both the VPC CNI
 * (aws/amazon-vpc-cni-k8s#608, #1223) and Cilium, whose operator is gone by then, leave some: they would hold
 * the cluster's security group, and the VPC could not be deleted.
 */
export class EniSweeper extends HandledResource {
  constructor(scope: Construct, id: string, vpc: IVpc) {
    super(scope, id, {
      file: 'eni-sweeper.ts',
      description: 'Deletes network interfaces that the CNI left in the VPC',
      timeout: Duration.minutes(10),
      resourceType: 'Custom::EniSweeper',
      properties: { VpcId: vpc.vpcId },
      permissions: permissions(scope, vpc),
    });
    acknowledge(
      this,
      'Describing knows no resources; deleting is held to this VPC and to the tags of a CNI by conditions',
      finding.wildcard('*'),
      finding.anyOf(this, 'network-interface'),
    );
  }
}

function permissions(scope: Construct, vpc: IVpc): PolicyStatement[] {
  const interfaces = Stack.of(scope).formatArn({
    service: 'ec2',
    resource: 'network-interface',
    resourceName: '*',
  });
  return [
    new PolicyStatement({ actions: ['ec2:DescribeNetworkInterfaces'], resources: ['*'] }),
    ...cniInterfaceTags.map(
      (tag) =>
        new PolicyStatement({
          actions: ['ec2:DeleteNetworkInterface'],
          resources: [interfaces],
          conditions: {
            ArnEquals: { 'ec2:Vpc': vpc.vpcArn },
            Null: { [`aws:ResourceTag/${tag}`]: 'false' },
          },
        }),
    ),
  ];
}
