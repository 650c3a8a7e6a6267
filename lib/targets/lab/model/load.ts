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
 * Runs a command that only a kernel with the right parts, and a permission to use them, can follow.
 * @throws ScenarioUnavailable with the command's reason, in one line
 */
export async function runOrUnavailable(
  lab: LabNamespaces,
  node: string,
  argv: readonly [string, ...string[]],
  stdin?: string,
): Promise<string> {
  try {
    return await lab.run(node, argv, stdin);
  } catch (error) {
    throw new ScenarioUnavailable(
      `eBPF does not work here: ${reasonIn(error, `${argv.join(' ')} in ${node}: `)}`,
    );
  }
}

/** Loads every program of an object and pins it and its maps. */
export async function load(lab: LabNamespaces, node: string, object: string, to: Pinned): Promise<void> {
  const argv = ['bpftool', 'prog', 'loadall', object, to.programs, 'pinmaps', to.maps] as const;
  await runOrUnavailable(lab, node, argv);
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

const tellsWhy = /not permitted|denied|invalid|no such|not supported|unknown|failed/i;

/**
 * The line of an error that says why: around it stand the verifier's log and what follows from the error.
 * @param command what the error begins with, which says nothing to a reader
 */
export function reasonIn(error: unknown, command = ''): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = (text.startsWith(command) ? text.slice(command.length) : text).split('\n');
  return (lines.find((line) => tellsWhy.test(line)) ?? lines[0] ?? '').trim();
}
