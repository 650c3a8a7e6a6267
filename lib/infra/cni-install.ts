import { CfnPodIdentityAssociation } from 'aws-cdk-lib/aws-eks';
import { HelmChart } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { ciliumValues } from '../../charts/values/cilium.ts';
import { valuesTree } from '../../charts/values/value.ts';
import { vpcCniValues } from '../../charts/values/vpc-cni.ts';
import type { DeploymentConfig } from '../domain/deployment-config.ts';
import type { Scenario } from '../domain/scenario.ts';
import { Addon } from './addon.ts';
import type { Cluster } from './cluster.ts';
import type { EniSweeper } from './eni-sweeper.ts';
import type { Network } from './network.ts';
import { ciliumOperatorRole } from './operator-role.ts';

export interface CniInstallProps extends Pick<DeploymentConfig, 'versions' | 'addons' | 'registryMirrors'> {
  readonly scenario: Scenario;
  readonly cluster: Cluster;
  readonly network: Network;
  /** Removes what this leaves behind, so it must still be there when this goes. */
  readonly sweeper: EniSweeper;
}

const namespace = 'kube-system';

/**
 * The datapath of a scenario. Nodes come after it: without a CNI they never become ready, and the nodegroup
 * fails after half an hour.
 */
export class CniInstall extends Construct {
  constructor(scope: Construct, id: string, props: CniInstallProps) {
    super(scope, id);
    const { scenario, cluster, addons, sweeper } = props;
    // In every scenario, since its DaemonSet would otherwise be a difference between D, E and the others.
    const agent = new Addon(this, 'PodIdentityAgent', { cluster, addons, name: 'eks-pod-identity-agent' });
    if (scenario.serviceLoadBalancing === 'kube-proxy-iptables')
      new Addon(this, 'KubeProxy', { cluster, addons, name: 'kube-proxy' });
    if (scenario.cni === 'vpc-cni') {
      const vpcCni = new Addon(this, 'VpcCni', { cluster, addons, name: 'vpc-cni', values: vpcCniValues });
      vpcCni.node.addDependency(sweeper.resource);
      return;
    }
    const cilium = this.cilium(props);
    cilium.node.addDependency(cluster.kubectlAccess, sweeper.resource);
    if (scenario.routing === 'native') cilium.node.addDependency(agent, this.operatorIdentity(props));
  }

  /** Does not wait for the agents to be ready: there are no nodes yet on which they could be. */
  private cilium({ scenario, cluster, versions, registryMirrors }: CniInstallProps): HelmChart {
    const values = ciliumValues(scenario, { apiServerHost: cluster.apiServerHost, registryMirrors });
    return new HelmChart(this, 'Cilium', {
      cluster: cluster.kubectl,
      release: 'cilium',
      chart: 'cilium',
      repository: 'https://helm.cilium.io/',
      version: versions.cilium,
      namespace,
      createNamespace: false,
      values: valuesTree(values),
    });
  }

  private operatorIdentity({ cluster, network }: CniInstallProps): CfnPodIdentityAssociation {
    const role = ciliumOperatorRole(this, 'OperatorRole', network.vpc);
    const association = new CfnPodIdentityAssociation(this, 'OperatorIdentity', {
      clusterName: cluster.eks.clusterName,
      namespace,
      serviceAccount: 'cilium-operator',
      roleArn: role.roleArn,
    });
    // The policy must be there while the operator works: it is what gives nodes their interfaces.
    association.node.addDependency(role);
    return association;
  }
}
