import { Stack } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, Role, ServicePrincipal, SessionTagsPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge, finding } from './acknowledge.ts';

const reads = [
  'DescribeInstances',
  'DescribeInstanceTypes',
  'DescribeNetworkInterfaces',
  'DescribeRouteTables',
  'DescribeSecurityGroups',
  'DescribeSubnets',
  'DescribeTags',
  'DescribeVpcs',
];

/**
 * What Cilium's operator may do in ENI mode: the actions of its documentation (Cilium 1.16, "AWS ENI",
 * required privileges), those that change something only on this account's interfaces and inside this VPC
 * wherever EC2 can tell.
 */
export function ciliumOperatorRole(scope: Construct, id: string, vpc: IVpc): Role {
  const stack = Stack.of(scope);
  const arn = (resource: string) => stack.formatArn({ service: 'ec2', resource, resourceName: '*' });
  const interfaces = arn('network-interface');
  const inVpc = { ArnEquals: { 'ec2:Vpc': vpc.vpcArn } };
  const role = new Role(scope, id, {
    assumedBy: new SessionTagsPrincipal(new ServicePrincipal('pods.eks.amazonaws.com')),
    description: 'Cilium operator: gives nodes network interfaces and addresses',
  });
  const statements = [
    new PolicyStatement({ actions: reads.map((action) => `ec2:${action}`), resources: ['*'] }),
    new PolicyStatement({
      actions: ['ec2:CreateNetworkInterface'],
      resources: [arn('subnet'), arn('security-group')],
      conditions: inVpc,
    }),
    // An interface that is being made has no VPC to ask for yet.
    new PolicyStatement({
      actions: ['ec2:CreateNetworkInterface', 'ec2:CreateTags'],
      resources: [interfaces],
    }),
    new PolicyStatement({
      actions: [
        'ec2:AssignPrivateIpAddresses',
        'ec2:AttachNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:ModifyNetworkInterfaceAttribute',
        'ec2:UnassignPrivateIpAddresses',
      ],
      resources: [interfaces],
      conditions: inVpc,
    }),
    // EC2 knows no VPC for an instance here; its interfaces, above, are held to this one.
    new PolicyStatement({
      actions: ['ec2:AttachNetworkInterface', 'ec2:ModifyNetworkInterfaceAttribute'],
      resources: [arn('instance')],
    }),
    new PolicyStatement({
      actions: ['ec2:ModifyNetworkInterfaceAttribute'],
      resources: [arn('security-group')],
      conditions: inVpc,
    }),
  ];
  for (const statement of statements) role.addToPolicy(statement);
  acknowledge(
    role,
    'The interfaces are not known beforehand; what EC2 can hold to this VPC is held to it by conditions',
    finding.wildcard('*'),
    ...['instance', 'network-interface', 'security-group', 'subnet'].map((kind) => finding.anyOf(role, kind)),
  );
  return role;
}
