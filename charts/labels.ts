/** The namespace of every workload; DNS measurements look `server` up in it. */
export const namespace = 'bench';

/** A second one, for policies that tell namespaces apart: one pod is in it, and nothing is measured there. */
export const otherNamespace = 'bench-other';

/** Everything of ours that has a namespace is in one of these. */
export const namespaces = [namespace, otherNamespace] as const;

/** How others find what is ours. */
export const partOf = { 'app.kubernetes.io/part-of': 'eks-cni-bench' } as const;

/** Every pod belongs to one of two sides, and never are both on one node. */
export type Side = 'client' | 'server';
export const sideLabel = 'cni-bench/side';

/** On the namespace: `C`, `D+bpf-masquerade`. An annotation, since a label takes no plus sign. */
export const scenarioAnnotation = 'cni-bench/scenario';

/** The label of cluster DNS, on EKS and nearly everywhere else. */
export const dnsLabels = { 'k8s-app': 'kube-dns' } as const;

/** What selects the pods of one workload. */
export function selectorOf(name: string): Record<string, string> {
  return { 'app.kubernetes.io/name': name };
}

/** The Service in front of the fast server; its name is what DNS measurements look up. */
export const serverService = 'server';
