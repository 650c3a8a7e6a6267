import { median } from 'simple-statistics';
import type { LabNamespaces, Services } from './datapath.ts';
import { chainsOf, jumpsInput, restoreInput } from './kube-proxy-chains.ts';

/**
 * Services in kube-proxy's iptables mode, on all three nodes. Nodes are programmed one after the other,
 * so that the time of one is not that of three sharing the processors.
 * @param flavour `legacy` or `nft`: which of the programs `iptables-FLAVOUR…` this host has
 */
export function iptablesServices(flavour: 'legacy' | 'nft' | undefined): Services {
  let standing = new Set<string>();
  const restore = async (lab: LabNamespaces, node: string, input: string): Promise<number> => {
    const begun = performance.now();
    await lab.run(node, [`iptables-${flavour}-restore`, '--noflush'], input);
    return performance.now() - begun;
  };
  return {
    kind: 'iptables',
    ordered: true,
    joinsCgroup: false,
    unavailable: () => (flavour ? undefined : 'neither iptables-legacy nor iptables-nft works here'),
    async build(lab) {
      for (const { name } of lab.nodes) await restore(lab, name, jumpsInput);
    },
    async program(lab, ports, signal) {
      const chains = new Set(ports.flatMap(chainsOf));
      const input = restoreInput(
        ports,
        [...standing].filter((chain) => !chains.has(chain)),
      );
      const times: number[] = [];
      for (const { name } of lab.nodes) {
        signal.throwIfAborted();
        times.push(await restore(lab, name, input));
      }
      standing = chains;
      const saved = await lab.run('node1', [`iptables-${flavour}-save`]);
      return { ruleCount: kubeRulesIn(saved), syncMillis: median(times) };
    },
    async facts(lab) {
      const saved = await lab.run('node1', [`iptables-${flavour}-save`]);
      const rules = kubeRulesIn(saved);
      return {
        services: rules > 0 ? 'kube-proxy-iptables' : 'none',
        iptables: flavour ?? 'none',
      };
    },
  };
}

/** How many rules stand in kube-proxy's chains, from `iptables-save`. */
export function kubeRulesIn(saved: string): number {
  return saved.match(/^-A KUBE-/gm)?.length ?? 0;
}
