import { z } from 'zod';
import type { Capabilities } from '../capabilities.ts';
import type { LabNamespaces, LabNode, Routing, Underlay } from '../datapath.ts';
import { attachBatch, readAttached, readCalls } from './attach.ts';
import { compile } from './compile.ts';
import { hooksOf, vethsOf, wayOut } from './hooks.ts';
import { load, pinnedAt, runOrUnavailable, writeEntries } from './load.ts';
import { podEntries } from './map-entries.ts';
import { masquerade, masquerades } from './masquerade.ts';
import { whyNoEbpf } from './requirements.ts';

/** Where a node's pod programs and maps are pinned. */
export const podPins = (node: LabNode) => pinnedAt(`pod-${node.name}`);

/**
 * `pod.c` on every pod's veth, compiled for this underlay and kind of routing. It is a model of what
 * Cilium does, and a flattering one: a trivial connection table, no policy, no identities.
 * @param kind `stack`: the programs look up and track, and the stack forwards what no tunnel takes;
 *   `bpf`: neither a packet that leaves a pod nor one that enters it passes the stack
 * @param flavour which iptables this host has, for the nodes' masquerading
 */
export function modelRouting(
  underlay: Underlay['kind'],
  kind: Routing['kind'],
  flavour: Capabilities['iptables'],
): Routing {
  const install = async (lab: LabNamespaces, node: LabNode, object: string): Promise<void> => {
    const pins = podPins(node);
    await load(lab, node.name, object, pins);
    const ifindexOf = await readIfindexes(lab, node);
    await writeEntries(lab, node.name, pins, podEntries(node.name, lab.pods, ifindexOf, wayOut(underlay)));
    const hooks = hooksOf(vethsOf(node, lab), underlay, kind);
    await runOrUnavailable(lab, node.name, ['tc', '-batch', '-'], attachBatch(hooks, pins));
    if (flavour) await masquerade(lab, node, flavour);
  };
  return {
    kind,
    unavailable: (host) =>
      whyNoEbpf(host) ?? (flavour ? undefined : 'neither iptables-legacy nor iptables-nft works here'),
    async build(lab) {
      const defines = { OVERLAY: underlay === 'vxlan' ? 1 : 0, HOST_ROUTING: kind === 'bpf' ? 1 : 0 };
      const object = await compile({ source: 'pod.c', defines }, lab.scratch);
      await Promise.all(lab.nodes.map((node) => install(lab, node, object)));
    },
    async facts(lab) {
      const kinds = new Set(await Promise.all(lab.nodes.map((node) => readKind(lab, node))));
      const [first = 'unknown'] = kinds;
      const standing = await Promise.all(lab.nodes.map((node) => flavour && masquerades(lab, node, flavour)));
      return {
        'host-routing': kinds.size === 1 ? first : 'unknown',
        masquerade: standing.every(Boolean) ? 'iptables' : 'none',
      };
    },
  };
}

const linksSchema = z.array(z.object({ ifname: z.string(), ifindex: z.number() }));

async function readIfindexes(lab: LabNamespaces, node: LabNode): Promise<(name: string) => number> {
  const links = linksSchema.parse(JSON.parse(await lab.run(node.name, ['ip', '-json', 'link', 'show'])));
  return (name) => {
    const link = links.find(({ ifname }) => ifname === name);
    if (!link) throw new Error(`${node.name} has no interface ${name}`);
    return link.ifindex;
  };
}

/** By what the programs at the veths call: only `redirect_peer` leads past the stack into a pod. */
async function readKind(lab: LabNamespaces, node: LabNode): Promise<'stack' | 'bpf' | 'unknown'> {
  const attached = await readAttached(lab, node);
  const programs = vethsOf(node, lab).map((veth) =>
    attached.find(({ device, program }) => device === veth && program === 'from_pod'),
  );
  // One loaded program, attached to every veth.
  const [id, ...others] = new Set(programs.map((program) => program?.id));
  if (id === undefined || others.length > 0) return 'unknown';
  const calls = await readCalls(lab, node, id);
  // It calls something: no names means that the kernel hides them.
  if (calls.size === 0) return 'unknown';
  return calls.has('redirect_peer') ? 'bpf' : 'stack';
}
