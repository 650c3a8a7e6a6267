import type { Underlay } from './datapath.ts';
import { fabricMtu } from './topology.ts';

/** Pods have addresses of the VPC, and the fabric knows which node has which: nothing is encapsulated. */
export const nativeUnderlay: Underlay = {
  kind: 'native',
  podMtu: fabricMtu,
  unavailable: () => undefined,
  async build(lab) {
    const lines = lab.nodes.map((node) => `route add ${node.podCidr} via ${node.address} dev ${node.name}`);
    await lab.run('fabric', ['ip', '-batch', '-'], `${lines.join('\n')}\n`);
  },
  async facts() {
    return {};
  },
};
