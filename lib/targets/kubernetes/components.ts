import type { V1Pod } from '@kubernetes/client-node';
import { sideLabel } from '../../../charts/labels.ts';

/** Whose use of the processor is told apart. */
export const componentIds = ['cni', 'operator', 'kube-proxy', 'dns', 'server'] as const;
export type ComponentId = (typeof componentIds)[number];

/** The containers of a component on a node. */
export interface Component {
  readonly id: ComponentId;
  readonly node: string;
  /** Without the runtime's prefix: the name of a cgroup ends with it. */
  readonly containers: readonly string[];
}

/** By label of kube-system's pods, as Cilium's chart, EKS' add-ons and kubeadm write them. */
const labels: readonly (readonly [ComponentId, string, string])[] = [
  ['cni', 'k8s-app', 'cilium'],
  ['cni', 'k8s-app', 'cilium-envoy'],
  ['cni', 'k8s-app', 'aws-node'],
  ['operator', 'io.cilium/app', 'operator'],
  ['kube-proxy', 'k8s-app', 'kube-proxy'],
  ['dns', 'k8s-app', 'kube-dns'],
];

/** The components among the pods of kube-system and the benchmark's own. */
export function componentsOf(systemPods: readonly V1Pod[], workloads: readonly V1Pod[]): Component[] {
  const system = systemPods.flatMap((pod) => {
    const [id] = labels.find(([, key, value]) => pod.metadata?.labels?.[key] === value) ?? [];
    return id === undefined ? [] : componentOf(id, pod);
  });
  const servers = workloads.filter(
    ({ metadata, spec }) => metadata?.labels?.[sideLabel] === 'server' && spec?.hostNetwork !== true,
  );
  return [...system, ...servers.flatMap((pod) => componentOf('server', pod))];
}

function componentOf(id: ComponentId, { spec, status }: V1Pod): Component[] {
  const containers = (status?.containerStatuses ?? []).flatMap(({ containerID, state }) =>
    containerID !== undefined && state?.running !== undefined ? containerID.replace(/^.*:\/\//, '') : [],
  );
  return spec?.nodeName === undefined ? [] : [{ id, node: spec.nodeName, containers }];
}
