import { z } from 'zod';
import type { LabNamespaces, LabNode, Underlay } from '../datapath.ts';
import { vxlanUnderlay } from '../underlay-vxlan.ts';
import { vxlanDevice } from './hooks.ts';
import { whyNoEbpf } from './requirements.ts';

const linkSchema = z.array(
  z.object({ linkinfo: z.object({ info_data: z.object({ external: z.boolean().optional() }) }) }),
);

/**
 * An overlay whose tunnels are made of metadata: no forwarding table and no routes, since the eBPF
 * programs of the routing part name the other node for every packet.
 */
export const externalVxlan: Underlay = {
  kind: 'vxlan',
  podMtu: vxlanUnderlay.podMtu,
  unavailable: (host) => whyNoEbpf(host) ?? vxlanUnderlay.unavailable(host),
  async build(lab) {
    await Promise.all(lab.nodes.map((node) => addDevice(lab, node)));
  },
  async facts(lab) {
    const external = await Promise.all(lab.nodes.map((node) => isExternal(lab, node)));
    const features = await lab.run('node1', ['ethtool', '-k', vxlanDevice]);
    return {
      routing: external.every(Boolean) ? 'vxlan' : 'unknown',
      'tunnel TSO': /^tcp-segmentation-offload: (\w+)/m.exec(features)?.[1] ?? 'unknown',
    };
  },
};

async function addDevice(lab: LabNamespaces, { name }: LabNode): Promise<void> {
  const lines = [
    `link add ${vxlanDevice} mtu ${vxlanUnderlay.podMtu} type vxlan external dstport 8472 nolearning`,
    `link set ${vxlanDevice} up`,
  ];
  await lab.run(name, ['ip', '-batch', '-'], `${lines.join('\n')}\n`);
  // As in the overlay without eBPF, with which it is compared: ENA segments no encapsulated packets.
  await lab.run(name, ['ethtool', '-K', vxlanDevice, 'tso', 'off']);
}

async function isExternal(lab: LabNamespaces, { name }: LabNode): Promise<boolean> {
  const text = await lab.run(name, ['ip', '-json', '-details', 'link', 'show', 'dev', vxlanDevice]);
  return linkSchema.parse(JSON.parse(text)).every(({ linkinfo }) => linkinfo.info_data.external === true);
}
