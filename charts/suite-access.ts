import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-31';
import type { Construct } from 'constructs';
import { namespace, namespaces, partOf } from './labels.ts';

/** Whoever is in this group may measure; EKS puts the role of the handlers there. */
export const suiteGroup = 'cni-bench:suite';

const core = '';
const name = 'cni-bench-suite';
const subjects = [{ kind: 'Group', name: suiteGroup, apiGroup: 'rbac.authorization.k8s.io' }];

/** In the benchmark's namespace: run commands, programme Services, replace a pod, hold the lease of the run. */
const ownRules: readonly k8s.PolicyRule[] = [
  { apiGroups: [core], resources: ['pods'], verbs: ['list', 'watch', 'delete'] },
  // A WebSocket is opened by GET; from Kubernetes 1.35 on `create` is asked for all the same.
  { apiGroups: [core], resources: ['pods/exec'], verbs: ['get', 'create'] },
  { apiGroups: ['apps'], resources: ['deployments', 'daemonsets'], verbs: ['list'] },
  {
    apiGroups: [core],
    resources: ['services'],
    verbs: ['list', 'create', 'delete', 'deletecollection'],
  },
  {
    apiGroups: ['discovery.k8s.io'],
    resources: ['endpointslices'],
    verbs: ['list', 'create', 'delete', 'deletecollection'],
  },
  {
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    verbs: ['get', 'create', 'update', 'delete'],
  },
];

/** Everywhere: what the cluster is. Services are counted, since those of others are on the nodes too. */
const clusterRules: readonly k8s.PolicyRule[] = [
  { apiGroups: [core], resources: ['nodes', 'services'], verbs: ['list'] },
  { apiGroups: [core], resources: ['namespaces'], resourceNames: [...namespaces], verbs: ['get'] },
];

/** In kube-system: the datapath's agents, and how they are set up. */
const systemRules: readonly k8s.PolicyRule[] = [
  { apiGroups: [core], resources: ['pods'], verbs: ['list'] },
  { apiGroups: ['apps'], resources: ['daemonsets'], verbs: ['list'] },
  { apiGroups: [core], resources: ['configmaps'], resourceNames: ['cilium-config'], verbs: ['get'] },
];

/** All that the suite may do in a cluster where somebody else has put the workloads. */
export class SuiteAccessChart extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { labels: partOf, disableResourceNameHashes: true });
    this.inNamespace(namespace, ownRules);
    this.inNamespace('kube-system', systemRules);
    new k8s.KubeClusterRole(this, 'cluster', { metadata: { name }, rules: [...clusterRules] });
    new k8s.KubeClusterRoleBinding(this, 'cluster-binding', {
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects,
    });
  }

  private inNamespace(where: string, rules: readonly k8s.PolicyRule[]): void {
    const metadata = { name, namespace: where };
    new k8s.KubeRole(this, where, { metadata, rules: [...rules] });
    new k8s.KubeRoleBinding(this, `${where}-binding`, {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects,
    });
  }
}
