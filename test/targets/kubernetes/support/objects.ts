import type { V1Node, V1Pod, V1Service } from '@kubernetes/client-node';
import type { Side } from '../../../../charts/labels.ts';

/** What a test wants of a pod; the rest is as it is on a cluster. */
export interface PodWish {
  readonly workload: string;
  readonly node?: string;
  readonly side?: Side;
  readonly ip?: string;
  readonly ready?: boolean;
  readonly uid?: string;
  readonly created?: string;
  readonly deleted?: boolean;
  readonly containers?: NonNullable<V1Pod['status']>['containerStatuses'];
  readonly labels?: Readonly<Record<string, string>>;
  readonly hostNetwork?: boolean;
  readonly conditions?: NonNullable<V1Pod['status']>['conditions'];
}

/** A pod as the API describes it. */
export function podOf(wish: PodWish): V1Pod {
  const { workload, node, side, ip, ready = true, uid = workload, created, deleted, containers } = wish;
  return {
    metadata: {
      name: `${workload}-0`,
      namespace: 'bench',
      uid,
      labels: {
        'app.kubernetes.io/name': workload,
        'app.kubernetes.io/part-of': 'eks-cni-bench',
        ...(side && { 'cni-bench/side': side }),
        ...wish.labels,
      },
      ...(created !== undefined && { creationTimestamp: new Date(created) }),
      ...(deleted && { deletionTimestamp: new Date() }),
    },
    spec: {
      containers: [],
      ...(node !== undefined && { nodeName: node }),
      ...(wish.hostNetwork && { hostNetwork: true }),
    },
    status: {
      phase: ready ? 'Running' : 'Pending',
      ...(ip !== undefined && { podIP: ip }),
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }, ...(wish.conditions ?? [])],
      ...(containers && { containerStatuses: containers }),
    },
  };
}

export function nodeOf(name: string, zone?: string): V1Node {
  return { metadata: { name, labels: zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone } } };
}

export function serviceOf(namespace: string, name: string, clusterIP: string): V1Service {
  return { metadata: { namespace, name }, spec: { clusterIP } };
}
