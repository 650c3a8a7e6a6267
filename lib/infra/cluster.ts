import { Fn } from 'aws-cdk-lib';
import {
  ClusterLoggingTypes,
  DefaultCapacityType,
  Cluster as EksCluster,
  EndpointAccess,
  type ICluster,
  KubernetesVersion,
} from 'aws-cdk-lib/aws-eks-v2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct, DependencyGroup, type IDependable } from 'constructs';
import type { DeploymentConfig } from '../domain/deployment-config.ts';
import { acknowledge, finding } from './acknowledge.ts';
import { Kubectl } from './kubectl.ts';
import type { Network } from './network.ts';

export interface ClusterProps extends Pick<DeploymentConfig, 'versions' | 'serviceCidr' | 'endpointCidrs'> {
  readonly clusterName: string;
  readonly network: Network;
}

/** A bare control plane: no node, no CNI, no add-on. Those follow in an order of our own. */
export class Cluster extends Construct {
  readonly eks: ICluster;
  /** For Helm releases and manifests: children of `eks` could not depend on it without a cycle. */
  readonly kubectl: ICluster;
  /** What a Helm release or a manifest needs to be there, and to be still there when it is uninstalled. */
  readonly kubectlAccess: IDependable;
  /** The control plane itself; depending on `eks` would mean depending on all that hangs on it. */
  readonly controlPlane: IDependable;
  /** Host name of the API server. */
  readonly apiServerHost: string;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const { clusterName, network, versions, serviceCidr, endpointCidrs } = props;
    // EKS would make this group by itself, and leave it behind.
    const logs = new LogGroup(this, 'ControlPlaneLogs', {
      logGroupName: `/aws/eks/${clusterName}/cluster`,
      retention: RetentionDays.ONE_MONTH,
    });
    const everywhere = EndpointAccess.PUBLIC_AND_PRIVATE;
    const eks = new EksCluster(this, 'Eks', {
      clusterName,
      version: KubernetesVersion.of(versions.eks),
      vpc: network.vpc,
      serviceIpv4Cidr: serviceCidr,
      endpointAccess: endpointCidrs.length > 0 ? everywhere.onlyFrom(...endpointCidrs) : everywhere,
      clusterLogging: Object.values(ClusterLoggingTypes),
      // The three that keep EKS from adding nodes or a CNI of its own.
      defaultCapacityType: DefaultCapacityType.NODEGROUP,
      defaultCapacity: 0,
      bootstrapSelfManagedAddons: false,
      bootstrapClusterCreatorAdminPermissions: false,
    });
    // The class declares some members as perhaps undefined that the interface declares as optional.
    this.eks = eks as ICluster;
    this.controlPlane = eks.node.findChild('Resource');
    eks.node.findChild('Resource').node.addDependency(logs);
    this.apiServerHost = Fn.select(1, Fn.split('//', eks.clusterEndpoint));

    const kubectl = new Kubectl(this, 'Kubectl', {
      cluster: this.eks,
      layer: versions.kubectlLayer,
      // In the VPC only where the public endpoint is closed to it: a function's interfaces delay the deletion.
      subnets: endpointCidrs.length > 0 ? network.vpc.privateSubnets : [],
    });
    const entry = eks.grantClusterAdmin('KubectlAccess', kubectl.role.roleArn);
    // All of the provider, since a function whose log group is deleted first makes it anew, for ever.
    this.kubectlAccess = new DependencyGroup(entry, kubectl);
    this.kubectl = EksCluster.fromClusterAttributes(this, 'KubectlTarget', {
      clusterName: eks.clusterName,
      kubectlProvider: kubectl.provider,
      prune: false,
    });
    acknowledge(eks, "AWS's own policy for EKS clusters", finding.managedPolicy('AmazonEKSClusterPolicy'));
  }
}
