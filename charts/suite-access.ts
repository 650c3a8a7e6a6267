import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-31';
import type { Construct } from 'constructs';
import type { Scenario } from '../lib/domain/scenario.ts';
import { namespace, namespaces, otherNamespace, partOf } from './labels.ts';
import { clusterWidePolicies } from './policies.ts';

/** Whoever is in this group may measure; EKS puts the role of the handlers there. */
export const suiteGroup = 'cni-bench:suite';

const core = '';
const name = 'cni-bench-suite';
const subjects = [{ kind: 'Group', name: suiteGroup, apiGroup: 'rbac.authorization.k8s.io' }];

// A WebSocket is opened by GET; from Kubernetes 1.35 on `create` is asked for all the same.
const commands: k8s.PolicyRule = { apiGroups: [core], resources: ['pods/exec'], verbs: ['get', 'create'] };
const policies: k8s.PolicyRule = {
  apiGroups: ['networking.k8s.io'],
  resources: ['networkpolicies'],
  verbs: ['list', 'create', 'delete'],
};

/** In the benchmark's namespace: run commands, programme Services, replace a pod, hold the lease of the run, try policies. */
const ownRules: readonly k8s.PolicyRule[] = [
  { apiGroups: [core], resources: ['pods'], verbs: ['list', 'watch', 'delete'] },
  commands,
  policies,
  { apiGroups: ['apps'], resources: ['deployments', 'daemonsets'], verbs: ['list'] },
  {
    apiGroups: [core],
    resources: ['services'],
    verbs: ['create', 'delete', 'deletecollection'],
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

/** In the namespace beside it: the ends of some policies. */
const otherRules: readonly k8s.PolicyRule[] = [
  { apiGroups: [core], resources: ['pods'], verbs: ['list', 'watch'] },
  commands,
  policies,
];

/** Where Cilium is, its own policies; whether it takes one stands in the policy itself. */
const ciliumPolicies: k8s.PolicyRule = {
  apiGroups: ['cilium.io'],
  resources: ['ciliumnetworkpolicies'],
  verbs: ['list', 'create', 'get', 'delete'],
};
const clusterWide = { apiGroups: ['cilium.io'], resources: ['ciliumclusterwidenetworkpolicies'] };
const ciliumClusterRules: readonly k8s.PolicyRule[] = [
  // What is being made has no name yet that a rule could be held to.
  { ...clusterWide, verbs: ['list', 'create'] },
  { ...clusterWide, resourceNames: [...clusterWidePolicies], verbs: ['get', 'delete'] },
];

/** Everywhere: what the cluster is. Services are listed, ours and all others: those are on the nodes too. */
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

export interface SuiteAccessOptions {
  readonly scenario: Pick<Scenario, 'cni'>;
}

/** All that the suite may do in a cluster where somebody else has put the workloads. */
export class SuiteAccessChart extends Chart {
  constructor(scope: Construct, id: string, { scenario: { cni } }: SuiteAccessOptions) {
    super(scope, id, { labels: partOf, disableResourceNameHashes: true });
    const hasCilium = cni === 'cilium';
    this.inNamespace(namespace, [...ownRules, ...(hasCilium ? [ciliumPolicies] : [])]);
    this.inNamespace(otherNamespace, otherRules);
    this.inNamespace('kube-system', systemRules);
    new k8s.KubeClusterRole(this, 'cluster', {
      metadata: { name },
      rules: [...clusterRules, ...(hasCilium ? ciliumClusterRules : [])],
    });
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
