import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';
import { KubernetesManifest } from 'aws-cdk-lib/aws-eks-v2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { SuiteAccessChart, suiteGroup } from '../../charts/suite-access.ts';
import type { Scenario } from '../domain/scenario.ts';
import type { Cluster } from './cluster.ts';

export interface MeasuringAccessProps {
  readonly cluster: Cluster;
  readonly scenario: Scenario;
  readonly role: IRole;
}

/** Lets a role measure in a cluster: no policy of EKS's, but a group that RBAC knows. */
export class MeasuringAccess extends Construct {
  constructor(scope: Construct, id: string, { cluster, scenario, role }: MeasuringAccessProps) {
    super(scope, id);
    const rules = new KubernetesManifest(this, 'Rules', {
      cluster: cluster.kubectl,
      manifest: new SuiteAccessChart(new App(), 'suite-access', { scenario }).toJson(),
    });
    rules.node.addDependency(cluster.kubectlAccess);
    new CfnAccessEntry(this, 'Entry', {
      clusterName: cluster.eks.clusterName,
      principalArn: role.roleArn,
      kubernetesGroups: [suiteGroup],
    });
  }
}
