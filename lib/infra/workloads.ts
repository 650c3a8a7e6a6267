import { KubernetesManifest } from 'aws-cdk-lib/aws-eks-v2';
import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { workloadCharts } from '../../charts/workloads.ts';
import type { DeploymentConfig } from '../domain/deployment-config.ts';
import { mirrored } from '../domain/images.ts';
import type { Scenario } from '../domain/scenario.ts';
import type { Cluster } from './cluster.ts';

export interface WorkloadsProps extends Pick<DeploymentConfig, 'images' | 'registryMirrors'> {
  readonly cluster: Cluster;
  readonly scenario: Scenario;
}

/** Clients and servers that are measured, as one manifest: the namespace comes first, and goes with all in it. */
export class Workloads extends Construct {
  constructor(scope: Construct, id: string, { cluster, scenario, images, registryMirrors }: WorkloadsProps) {
    super(scope, id);
    const charts = workloadCharts(new App(), {
      images: mirrored(images, registryMirrors),
      scenario: scenario.name,
    });
    const manifest = new KubernetesManifest(this, 'Manifest', {
      cluster: cluster.kubectl,
      manifest: charts.flatMap((chart) => chart.toJson()),
    });
    manifest.node.addDependency(cluster.kubectlAccess);
  }
}
