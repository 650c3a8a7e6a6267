import type { LabNamespaces, LabNode, Routing, Underlay } from '../datapath.ts';
import type { Hook } from './attach.ts';

/** The device through which `pod.c` encapsulates; each packet brings its own tunnel key. */
export const vxlanDevice = 'vxlan-ebpf';

/** The interface that leads to other nodes. */
export const wayOut = (underlay: Underlay['kind']) => (underlay === 'vxlan' ? vxlanDevice : 'eth0');

/** The node's ends of its pods' veth pairs. */
export function vethsOf(node: LabNode, { pods }: Pick<LabNamespaces, 'pods'>): string[] {
  return pods.filter((pod) => pod.node.name === node.name).map((pod) => pod.hostInterface);
}

/** Where the programs of `pod.c` stand. What the stack delivers to a pod is seen at its veth only. */
export function hooksOf(
  veths: readonly string[],
  underlay: Underlay['kind'],
  routing: Routing['kind'],
): Hook[] {
  const fromPods = veths.map((device): Hook => ({ device, direction: 'ingress', program: 'from_pod' }));
  if (underlay === 'native' && routing === 'stack')
    return [
      ...fromPods,
      ...veths.map((device): Hook => ({ device, direction: 'egress', program: 'to_pod' })),
    ];
  return [...fromPods, { device: wayOut(underlay), direction: 'ingress', program: 'from_node' }];
}
