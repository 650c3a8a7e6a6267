import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-31';
import type { Construct } from 'constructs';
import { namespace, otherNamespace, partOf, scenarioAnnotation } from './labels.ts';
import type { WorkloadOptions } from './workload.ts';

/**
 * The namespace of all workloads, and the one of the policy matrix. The inspector and the controls share their
 * node's network, so the first one's pod security must let them.
 */
export class NamespaceChart extends Chart {
  constructor(scope: Construct, id: string, { scenario }: Pick<WorkloadOptions, 'scenario'>) {
    super(scope, id, { labels: partOf, disableResourceNameHashes: true });
    new k8s.KubeNamespace(this, 'namespace', {
      metadata: {
        name: namespace,
        ...(scenario !== undefined && { annotations: { [scenarioAnnotation]: scenario } }),
        labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      },
    });
    new k8s.KubeNamespace(this, 'other-namespace', {
      metadata: { name: otherNamespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
  }
}
