import {
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  InstanceType,
  LaunchTemplate,
  LaunchTemplateHttpTokens,
  PlacementGroup,
  PlacementGroupStrategy,
} from 'aws-cdk-lib/aws-ec2';
import { Nodegroup, NodegroupAmiType, TaintEffect, type TaintSpec } from 'aws-cdk-lib/aws-eks-v2';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct, type IDependable } from 'constructs';
import type { DeploymentConfig } from '../domain/deployment-config.ts';
import type { Scenario } from '../domain/scenario.ts';
import { acknowledge, finding } from './acknowledge.ts';
import type { Cluster } from './cluster.ts';
import type { Network } from './network.ts';

export interface NodesProps extends Pick<DeploymentConfig, 'instanceType' | 'nodeCount' | 'placementGroup'> {
  readonly scenario: Scenario;
  readonly cluster: Cluster;
  readonly network: Network;
  /** What must be there before nodes come, and still be there when they go. */
  readonly after: IDependable;
}

/** Keeps pods off a node until Cilium has its network, so that none gets another CNI's. */
const untilCiliumRuns: TaintSpec = {
  key: 'node.cilium.io/agent-not-ready',
  value: 'true',
  effect: TaintEffect.NO_EXECUTE,
};

/** The nodes that are measured: on demand, one type, one zone. */
export class Nodes extends Construct {
  constructor(scope: Construct, id: string, props: NodesProps) {
    super(scope, id);
    const { scenario, cluster, network, instanceType, nodeCount } = props;
    const template = this.launchTemplate(props.placementGroup);
    const group = new Nodegroup(this, 'Group', {
      cluster: cluster.eks,
      nodeRole: this.nodeRole(scenario),
      subnets: { subnets: [network.nodeSubnet] },
      amiType: NodegroupAmiType.AL2023_X86_64_STANDARD,
      instanceTypes: [new InstanceType(instanceType)],
      minSize: nodeCount,
      desiredSize: nodeCount,
      maxSize: nodeCount,
      taints: scenario.cni === 'cilium' ? [untilCiliumRuns] : [],
      launchTemplateSpec: { id: template.launchTemplateId ?? '', version: template.latestVersionNumber },
    });
    // Until the route to the NAT is there, nodes can pull nothing and do not join.
    group.node.addDependency(network.nodeSubnet.internetConnectivityEstablished, props.after);
  }

  /** Only what a node needs; Cilium's operator has a role of its own, so B to E go without the CNI's policy. */
  private nodeRole({ cni }: Scenario): Role {
    const policies = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'];
    if (cni === 'vpc-cni') policies.push('AmazonEKS_CNI_Policy');
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: policies.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name)),
    });
    acknowledge(role, "AWS's own policies for nodes of EKS", ...policies.map(finding.managedPolicy));
    return role;
  }

  /** A template of our own, since a nodegroup's tags stop short of its instances and volumes. */
  private launchTemplate(inPlacementGroup: boolean): LaunchTemplate {
    return new LaunchTemplate(this, 'Template', {
      httpTokens: LaunchTemplateHttpTokens.REQUIRED,
      // Pods of their own network cannot get at the node's role.
      httpPutResponseHopLimit: 1,
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: BlockDeviceVolume.ebs(30, { volumeType: EbsDeviceVolumeType.GP3, encrypted: true }),
        },
      ],
      ...(inPlacementGroup && {
        placementGroup: new PlacementGroup(this, 'PlacementGroup', {
          strategy: PlacementGroupStrategy.CLUSTER,
        }),
      }),
    });
  }
}
