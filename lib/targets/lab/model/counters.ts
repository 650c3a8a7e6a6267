import { z } from 'zod';
import type { LabNamespaces } from '../datapath.ts';

/** What the programs count, in the order of `enum counter` in `bpf/counters.h`. */
export const counterNames = [
  'flowCreated',
  'toStack',
  'encapsulated',
  'deliveredToVeth',
  'deliveredToPeer',
  'toNeighbour',
  'serviceTranslated',
  'replyTranslated',
] as const;
export type Counters = Readonly<Record<(typeof counterNames)[number], number>>;

const dumpSchema = z.array(
  z.object({ formatted: z.object({ key: z.number(), values: z.array(z.object({ value: z.number() })) }) }),
);

/** Sums a dump of a per-processor array (`bpftool --json map dump`) over the processors. */
export function parseCounters(dump: string): Counters {
  const totals = new Map(
    dumpSchema
      .parse(JSON.parse(dump))
      .map(({ formatted }) => [formatted.key, formatted.values.reduce((sum, { value }) => sum + value, 0)]),
  );
  return Object.fromEntries(counterNames.map((name, key) => [name, totals.get(key) ?? 0])) as Counters;
}

/**
 * What a node's programs have counted since they were loaded.
 * @param maps folder in the scenario's bpffs where their maps are pinned
 */
export async function readCounters(lab: LabNamespaces, node: string, maps: string): Promise<Counters> {
  return parseCounters(
    await lab.run(node, ['bpftool', '--json', 'map', 'dump', 'pinned', `${maps}/counters`]),
  );
}
