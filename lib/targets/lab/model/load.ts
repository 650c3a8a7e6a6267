import { ScenarioUnavailable } from '../../../suite/ports.ts';
import type { LabNamespaces } from '../datapath.ts';
import { updateBatch } from './bpftool-batch.ts';
import type { MapEntry } from './map-entries.ts';

/** Programs and maps that are pinned in the scenario's own bpffs, and gone when it is. */
export interface Pinned {
  readonly programs: string;
  readonly maps: string;
}

/** Where things called so are pinned. */
export function pinnedAt(name: string): Pinned {
  return { programs: `/sys/fs/bpf/${name}`, maps: `/sys/fs/bpf/${name}-maps` };
}

/**
 * Loads every program of an object and pins it and its maps.
 * @throws ScenarioUnavailable with the kernel's or bpftool's reason
 */
export async function load(lab: LabNamespaces, node: string, object: string, to: Pinned): Promise<void> {
  try {
    await lab.run(node, ['bpftool', 'prog', 'loadall', object, to.programs, 'pinmaps', to.maps]);
  } catch (error) {
    throw new ScenarioUnavailable(`the kernel takes no eBPF program: ${firstReason(error)}`);
  }
}

/** Writes map entries in one call, whatever their number. */
export async function writeEntries(
  lab: LabNamespaces,
  node: string,
  { maps }: Pinned,
  entries: readonly MapEntry[],
): Promise<void> {
  await lab.run(node, ['bpftool', 'batch', 'file', '-'], updateBatch(maps, entries));
}

/** The line of an error that says why; what stands before it is the verifier's log. */
function firstReason(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n');
  return (lines.find((line) => /error|not permitted|invalid|denied/i.test(line)) ?? lines[0] ?? '').trim();
}
