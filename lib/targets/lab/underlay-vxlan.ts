import type { LabNode, Underlay } from './datapath.ts';
import { findTool } from './tool-environment.ts';
import { fabricMtu } from './topology.ts';

/** Outer Ethernet, IPv4, UDP and VXLAN headers, bytes. */
const overheadBytes = 50;
const device = 'vxlan0';
const deviceMac = (node: LabNode) => `02:00:00:02:00:0${node.index}`;
/** The node's own address in the overlay, with which it speaks to other nodes' pods. */
const overlayAddress = (node: LabNode) => node.podCidr.replace(/0\/24$/, '1');

/** Pods have addresses of an overlay; a VXLAN device of the kernel carries them from node to node. */
export const vxlanUnderlay: Underlay = {
  kind: 'vxlan',
  podMtu: fabricMtu - overheadBytes,
  unavailable(host) {
    if (host.missing.has('vxlan')) return 'the kernel has no VXLAN links';
    return findTool('ethtool') ? undefined : 'ethtool: not found (Debian: ethtool)';
  },
  async build(lab) {
    await Promise.all(
      lab.nodes.map(async (node) => {
        const others = lab.nodes.filter((other) => other !== node);
        const lines = [
          `link add ${device} address ${deviceMac(node)} mtu ${fabricMtu - overheadBytes} type vxlan ` +
            `id 1 local ${node.address} dev eth0 dstport 8472 nolearning`,
          `addr add ${overlayAddress(node)}/32 dev ${device}`,
          `link set ${device} up`,
          ...others.flatMap((other) => [
            `neigh add ${overlayAddress(other)} lladdr ${deviceMac(other)} dev ${device} nud permanent`,
            `route add ${other.podCidr} via ${overlayAddress(other)} dev ${device} onlink src ${overlayAddress(node)}`,
          ]),
        ];
        await lab.run(node.name, ['ip', '-batch', '-'], `${lines.join('\n')}\n`);
        const entries = others.map(
          (other) => `fdb append ${deviceMac(other)} dev ${device} dst ${other.address}`,
        );
        await lab.run(node.name, ['bridge', '-batch', '-'], `${entries.join('\n')}\n`);
        // ENA segments no encapsulated packets, so the tunnel must not hand it any that it would have to.
        await lab.run(node.name, ['ethtool', '-K', device, 'tso', 'off']);
      }),
    );
  },
  async facts(lab) {
    const features = await lab.run('node1', ['ethtool', '-k', device]);
    return { 'tunnel TSO': /^tcp-segmentation-offload: (\w+)/m.exec(features)?.[1] ?? 'unknown' };
  },
};
