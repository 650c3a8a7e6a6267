import { z } from 'zod';
import type { LabNamespaces, LabNode } from '../datapath.ts';
import type { Pinned } from './load.ts';

/** A program at one of the two hooks of an interface. */
export interface Hook {
  readonly device: string;
  readonly direction: 'ingress' | 'egress';
  readonly program: string;
}

/** Lines for `tc -batch -` that attach pinned programs; the devices must have no clsact yet. */
export function attachBatch(hooks: readonly Hook[], { programs }: Pinned): string {
  const devices = [...new Set(hooks.map(({ device }) => device))];
  return [
    ...devices.map((device) => `qdisc add dev ${device} clsact\n`),
    ...hooks.map(
      ({ device, direction, program }) =>
        `filter add dev ${device} ${direction} bpf direct-action object-pinned ${programs}/${program}\n`,
    ),
  ].join('');
}

const attachedSchema = z
  .array(
    z.object({
      tc: z.array(z.object({ devname: z.string(), kind: z.string(), name: z.string(), id: z.number() })),
    }),
  )
  .min(1);

/** A program that the kernel says is attached. */
export interface Attached extends Hook {
  readonly id: number;
}

/** Reads `bpftool --json net show`. */
export function parseAttached(text: string): Attached[] {
  return attachedSchema.parse(JSON.parse(text)).flatMap(({ tc }) =>
    tc.map(({ devname, kind, name, id }) => ({
      device: devname,
      direction: kind.endsWith('ingress') ? ('ingress' as const) : ('egress' as const),
      // tc adds where it found the program: `from_pod:[*fsobj]`.
      program: name.replace(/:.*/, ''),
      id,
    })),
  );
}

/** What the kernel has attached to a node's interfaces. */
export async function readAttached(lab: LabNamespaces, node: LabNode): Promise<Attached[]> {
  return parseAttached(await lab.run(node.name, ['bpftool', '--json', 'net', 'show']));
}

/** Names of the kernel functions that a loaded program calls, e.g. `redirect_peer`. */
export async function readCalls(lab: LabNamespaces, node: LabNode, id: number): Promise<Set<string>> {
  const text = await lab.run(node.name, ['bpftool', 'prog', 'dump', 'xlated', 'id', String(id)]);
  return parseCalls(text);
}

/** Reads the calls in a disassembly, e.g. `redirect_peer` from `call bpf_redirect_peer#225648`. */
export function parseCalls(disassembly: string): Set<string> {
  return new Set([...disassembly.matchAll(/call bpf_(\w+)#/g)].map(([, name = '']) => name));
}
