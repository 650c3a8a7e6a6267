import type { LabNamespaces, LabNode } from '../datapath.ts';

/**
 * The rule by which a CNI hides its pods' addresses from the world outside. No packet of the lab goes
 * there. What counts is what any such rule brings with it: whatever passes a node's stack, the
 * outer packets of a tunnel too, is looked up in the kernel's connection tracking.
 * @param cluster every pod's network: nothing that goes there is masqueraded
 */
export function masqueradeInput(node: LabNode, cluster: string): string {
  return `*nat\n-A POSTROUTING -s ${node.podCidr} ! -d ${cluster} -j MASQUERADE\nCOMMIT\n`;
}

/** The /16 in which every node's pods have their addresses. */
const clusterOf = ({ podCidr }: LabNode) => podCidr.replace(/\.\d+\.\d+\/\d+$/, '.0.0/16');

/** Writes the rule on a node. */
export async function masquerade(
  lab: LabNamespaces,
  node: LabNode,
  flavour: 'legacy' | 'nft',
): Promise<void> {
  const argv = [`iptables-${flavour}-restore`, '--noflush'] as const;
  await lab.run(node.name, argv, masqueradeInput(node, clusterOf(node)));
}

/** Whether the rule stands on a node. */
export async function masquerades(
  lab: LabNamespaces,
  node: LabNode,
  flavour: 'legacy' | 'nft',
): Promise<boolean> {
  const saved = await lab.run(node.name, [`iptables-${flavour}-save`, '-t', 'nat']);
  return /^-A POSTROUTING .*-j MASQUERADE$/m.test(saved);
}
