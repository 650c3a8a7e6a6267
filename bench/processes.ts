import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** How a process was started, and where it runs. */
export interface Sighting {
  readonly pid: number;
  readonly argv: readonly string[];
  /** Identities of its network and PID namespaces, and the processors it may use. */
  readonly place: string;
}

/** The descendants of a process, parents first. What ends meanwhile is left out. */
export function descendantsOf(pid: number): Sighting[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const stat = /^\d+$/.test(entry) ? read(`/proc/${entry}/stat`) : undefined;
    if (stat === undefined) continue;
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const found = [...(children.get(pid) ?? [])];
  for (const child of found) found.push(...(children.get(child) ?? []));
  return found.flatMap((child) => sightingOf(child) ?? []);
}

function sightingOf(pid: number): Sighting | undefined {
  const argv = read(`/proc/${pid}/cmdline`)?.split('\0').slice(0, -1);
  const processors = /^Cpus_allowed_list:\s*(.*)$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  try {
    const [net, pids] = ['net', 'pid'].map((kind) => readlinkSync(`/proc/${pid}/ns/${kind}`));
    return argv && argv.length > 0 ? { pid, argv, place: `${net} ${pids} ${processors}` } : undefined;
  } catch {
    return undefined;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
