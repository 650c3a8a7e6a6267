import {
  InstanceClass,
  InstanceSize,
  InstanceType,
  IpAddresses,
  type ISubnet,
  type IVpc,
  type NatInstanceProviderV2,
  NatProvider,
  NatTrafficDirection,
  Peer,
  Port,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { DeploymentConfig } from '../domain/deployment-config.ts';
import { acknowledge, finding } from './acknowledge.ts';

export type NetworkProps = Pick<DeploymentConfig, 'availabilityZones' | 'vpcCidr' | 'nat'>;

/** A VPC of a scenario's own: two zones because EKS asks for two, all nodes in one of them. */
export class Network extends Construct {
  readonly vpc: IVpc;
  /** Where every node is: traffic between zones costs money and time, and is not what is compared. */
  readonly nodeSubnet: ISubnet;

  constructor(scope: Construct, id: string, { availabilityZones, vpcCidr, nat }: NetworkProps) {
    super(scope, id);
    const instances = nat === 'instance' ? natInstances() : undefined;
    const vpc = new Vpc(this, 'Vpc', {
      // Named, since CDK would otherwise ask AWS for them while it synthesizes.
      availabilityZones: [...availabilityZones],
      ipAddresses: IpAddresses.cidr(vpcCidr),
      natGateways: 1,
      natGatewayProvider: instances ?? NatProvider.gateway(),
      subnetConfiguration: [
        { name: 'Public', subnetType: SubnetType.PUBLIC, mapPublicIpOnLaunch: false, cidrMask: 26 },
        { name: 'Private', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      ],
      // Nothing is ever put into the default group; closing it takes a Lambda function in each stack.
      restrictDefaultSecurityGroup: false,
    });
    if (instances) {
      instances.connections.allowFrom(Peer.ipv4(vpcCidr), Port.allTraffic());
      acknowledge(
        vpc,
        'The NAT instance goes with the stack hours later: nobody reads its metrics, and protection would keep it',
        finding.rule('EC28'),
        finding.rule('EC29'),
        // The rule cannot read the volumes of an instance that names none.
        finding.rule('EC26'),
      );
    }
    // The class declares some members as perhaps undefined that the interface declares as optional.
    this.vpc = vpc as IVpc;
    const [nodeSubnet] = vpc.privateSubnets;
    if (nodeSubnet === undefined) throw new Error('the VPC has no private subnet');
    this.nodeSubnet = nodeSubnet;
    acknowledge(
      vpc,
      'The VPC lives for hours and carries millions of flows of a benchmark; their logs tell nothing and cost money',
      finding.rule('VPC7'),
    );
  }
}

/** Cheaper than a gateway, and slower; nothing that is measured passes it. */
function natInstances(): NatInstanceProviderV2 {
  return NatProvider.instanceV2({
    instanceType: InstanceType.of(InstanceClass.T4G, InstanceSize.SMALL),
    defaultAllowedTraffic: NatTrafficDirection.OUTBOUND_ONLY,
  });
}
