import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';
import { KubernetesManifest } from 'aws-cdk-lib/aws-eks-v2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { SuiteAccessChart, suiteGroup } from '../../charts/suite-access.ts';
import type { Cluster } from './cluster.ts';

/** Lets a role measure in a cluster: no policy of EKS's, but a group that RBAC knows. */
export class MeasuringAccess extends Construct {
  constructor(scope: Construct, id: string, { cluster, role }: { cluster: Cluster; role: IRole }) {
    super(scope, id);
    const rules = new KubernetesManifest(this, 'Rules', {
      cluster: cluster.kubectl,
      manifest: new SuiteAccessChart(new App(), 'suite-access').toJson(),
    });
    rules.node.addDependency(cluster.kubectlAccess);
    new CfnAccessEntry(this, 'Entry', {
      clusterName: cluster.eks.clusterName,
      principalArn: role.roleArn,
      kubernetesGroups: [suiteGroup],
    });
  }
}
