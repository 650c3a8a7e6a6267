import type { Fact } from './expected-datapath.ts';

/** What a cluster says of its datapath, from its objects and from its measured nodes. */
export interface ClusterFacts {
  /** Whether nodes are EC2 instances of an EKS cluster. */
  readonly eks: boolean;
  /** The CNIs whose agents run as a DaemonSet: `cilium`, `aws-node`, `kindnet`, `calico-node`, ... */
  readonly cnis: readonly string[];
  /** The ConfigMap, where Cilium is. */
  readonly ciliumConfig?: Readonly<Record<string, string>>;
  /** Of aws-node, where it is: whether it enforces NetworkPolicy. */
  readonly awsNode?: { readonly networkPolicy: boolean };
  /** What the nodes of clients and servers found, in that order. */
  readonly nodes: readonly Readonly<Record<string, Fact>>[];
  /** Of a packet between measured pods; undefined where no pod could tell. */
  readonly podMtu?: number;
}

/** DaemonSets in kube-system or elsewhere that are a CNI's agents. */
export const knownCnis = [
  'cilium',
  'aws-node',
  'calico-node',
  'canal',
  'kube-flannel-ds',
  'kindnet',
  'weave-net',
  'antrea-agent',
  'kube-router',
  'ovnkube-node',
] as const;
