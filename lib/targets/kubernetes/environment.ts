import type { V1Node } from '@kubernetes/client-node';
import type { Facts } from '../../suite/ports.ts';
import { isEks } from './cluster.ts';
import { type Placement, zoneOf } from './placement.ts';

/** What of the cluster can change a figure and does not change while a run lasts. No name or address is in it. */
export function environmentOf(version: string, nodes: readonly V1Node[], placement: Placement): Facts {
  const { client, server } = placement;
  const info = client.status?.nodeInfo;
  return {
    platform: isEks(nodes) ? 'EKS' : 'Kubernetes elsewhere than on EKS',
    'Kubernetes version': version,
    nodes: nodes.length,
    kernel: info?.kernelVersion ?? 'unknown',
    system: info?.osImage ?? 'unknown',
    'container runtime': info?.containerRuntimeVersion ?? 'unknown',
    processors: Number(client.status?.capacity?.cpu ?? Number.NaN) || 'unknown',
    'instance type': instanceType(client, server),
    zone: zoneOf(client) ?? 'unknown',
    'nodes share a kernel': info?.bootID !== undefined && info.bootID === server.status?.nodeInfo?.bootID,
    pinning: 'none: the scheduler places programs',
  };
}

function instanceType(...nodes: readonly V1Node[]): string {
  const types = nodes.map(
    ({ metadata }) => metadata?.labels?.['node.kubernetes.io/instance-type'] ?? 'unknown',
  );
  return [...new Set(types)].join(' and ');
}
