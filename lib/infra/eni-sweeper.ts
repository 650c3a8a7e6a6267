import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { cniInterfaceTags } from '../domain/aws-names.ts';
import { handlerFunction } from './handler-function.ts';

/**
 * Deletes the network interfaces that a CNI leaves behind, when the stack is deleted. Both the VPC CNI
 * (aws/amazon-vpc-cni-k8s#608, #1223) and Cilium, whose operator is gone by then, leave some: they would hold
 * the cluster's security group, and the VPC could not be deleted.
 */
export class EniSweeper extends Construct {
  constructor(scope: Construct, id: string, vpc: IVpc) {
    super(scope, id);
    const sweeper = handlerFunction(this, 'Function', {
      file: 'eni-sweeper.ts',
      description: 'Deletes network interfaces that the CNI left in the VPC',
      timeout: Duration.minutes(10),
    });
    const interfaces = Stack.of(this).formatArn({
      service: 'ec2',
      resource: 'network-interface',
      resourceName: '*',
    });
    sweeper.addToRolePolicy(
      new PolicyStatement({ actions: ['ec2:DescribeNetworkInterfaces'], resources: ['*'] }),
    );
    for (const tag of cniInterfaceTags)
      sweeper.addToRolePolicy(
        new PolicyStatement({
          actions: ['ec2:DeleteNetworkInterface'],
          resources: [interfaces],
          conditions: {
            ArnEquals: { 'ec2:Vpc': vpc.vpcArn },
            Null: { [`aws:ResourceTag/${tag}`]: 'false' },
          },
        }),
      );
    const provider = new Provider(this, 'Provider', {
      onEventHandler: sweeper,
      logGroup: new LogGroup(this, 'ProviderLogs', { retention: RetentionDays.ONE_WEEK }),
    });
    new CustomResource(this, 'Sweep', {
      resourceType: 'Custom::EniSweeper',
      serviceToken: provider.serviceToken,
      serviceTimeout: Duration.minutes(15),
      properties: { VpcId: vpc.vpcId },
    });
  }
}
