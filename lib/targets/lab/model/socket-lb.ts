import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import type { LabNamespaces, Programmed, Services } from '../datapath.ts';
import { deleteBatch, entryId } from './bpftool-batch.ts';
import { compile } from './compile.ts';
import { load, pinnedAt, runOrUnavailable, writeEntries } from './load.ts';
import { type MapEntry, serviceEntries } from './map-entries.ts';
import { whyNoEbpf } from './requirements.ts';

/** Where the programs and maps are pinned. One set serves all nodes, as one cgroup holds all pods. */
export const socketLbPins = pinnedAt('socket-lb');

/** The programs of `socket-lb.c`, each called like the place in a cgroup where it belongs. */
const hooks = ['connect4', 'sendmsg4', 'recvmsg4', 'getpeername4'] as const;

/** What bpftool shows of a cgroup's programs and of a map's entries. */
const attachedSchema = z.array(z.object({ name: z.string() }));
const entriesSchema = z.array(z.unknown());

/** A Service's address becomes a backend's when a socket connects or sends, so no packet carries it. */
export function socketLb(): Services {
  let written: readonly MapEntry[] = [];
  return {
    kind: 'socket-lb',
    ordered: false,
    joinsCgroup: true,
    unavailable: (host) =>
      whyNoEbpf(host) ?? (host.cgroup2 === undefined ? 'no writable cgroup2 is mounted' : undefined),
    async build(lab) {
      const { node, cgroup } = placeOf(lab);
      const object = await compile({ source: 'socket-lb.c', defines: {} }, lab.scratch);
      await load(lab, node, object, socketLbPins);
      const attach = (hook: string) => {
        const pinned = `${socketLbPins.programs}/${hook}`;
        return runOrUnavailable(lab, node, ['bpftool', 'cgroup', 'attach', cgroup, hook, 'pinned', pinned]);
      };
      await Promise.all(hooks.map(attach));
    },
    async facts(lab) {
      const { node, cgroup } = placeOf(lab);
      const shown = await lab.run(node, ['bpftool', '--json', 'cgroup', 'show', cgroup]);
      const names = attachedSchema.parse(JSON.parse(shown)).map(({ name }) => name);
      return {
        services: hooks.every((hook) => names.includes(hook)) ? 'ebpf-socket' : 'none',
      };
    },
    async program(lab, ports, signal) {
      const { node } = placeOf(lab);
      const entries = serviceEntries(ports);
      const wanted = new Set(entries.map(entryId));
      const isWanted = (entry: MapEntry) => wanted.has(entryId(entry));
      const stale = written.filter((entry) => !isWanted(entry));
      signal.throwIfAborted();
      if (stale.length > 0) {
        await lab.run(node, ['bpftool', 'batch', 'file', '-'], deleteBatch(socketLbPins.maps, stale));
        // Should the signal come now, the next call must not remove them again.
        written = written.filter(isWanted);
        signal.throwIfAborted();
      }
      const startedAt = performance.now();
      await writeEntries(lab, node, socketLbPins, entries);
      const syncMillis = performance.now() - startedAt;
      written = entries;
      const counts = await Promise.all(['services', 'backends'].map((map) => countEntries(lab, node, map)));
      return { ruleCount: counts.reduce((sum, count) => sum + count, 0), syncMillis } satisfies Programmed;
    },
  };
}

/** Any node will do, for maps and cgroup are not in a network namespace. */
function placeOf({ nodes: [node], cgroup }: LabNamespaces): { node: string; cgroup: string } {
  if (!node || cgroup === undefined)
    throw new Error('socket-level load balancing without a node or a cgroup');
  return { node: node.name, cgroup };
}

async function countEntries(lab: LabNamespaces, node: string, map: string): Promise<number> {
  const pinned = `${socketLbPins.maps}/${map}`;
  const dump = await lab.run(node, ['bpftool', '--json', 'map', 'dump', 'pinned', pinned]);
  return entriesSchema.parse(JSON.parse(dump)).length;
}
