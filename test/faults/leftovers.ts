import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What one command of ours may leave on a machine. */
export interface Leftovers {
  /** Processes with the mark in their environment, as `PID name`. */
  readonly processes: readonly string[];
  readonly mounts: readonly string[];
  /** Folders of ours in any cgroup hierarchy. */
  readonly cgroups: readonly string[];
  /** Pins on the machine's own BPF file system. */
  readonly pins: readonly string[];
  /** Network interfaces of the machine's own namespace. */
  readonly interfaces: readonly string[];
}

/** Reads what is there now. @param mark a text that the command and all it started carry in their environment */
export function leftoversOf(mark: string): Leftovers {
  return {
    processes: markedProcesses(mark),
    mounts: lines('/proc/self/mountinfo'),
    cgroups: cgroupRoots().flatMap((root) => foldersNamed(root, /cni-bench/, 3)),
    pins: listing('/sys/fs/bpf'),
    interfaces: listing('/sys/class/net'),
  };
}

/** What is there now and was not there before; empty lists when nothing was left behind. */
export function newSince(before: Leftovers, now: Leftovers): Leftovers {
  const added = (key: keyof Leftovers) => now[key].filter((entry) => !before[key].includes(entry));
  return {
    processes: added('processes'),
    mounts: added('mounts'),
    cgroups: added('cgroups'),
    pins: added('pins'),
    interfaces: added('interfaces'),
  };
}

export function isClean(leftovers: Leftovers): boolean {
  return Object.values(leftovers).every((entries) => entries.length === 0);
}

function markedProcesses(mark: string): string[] {
  return listing('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const environment = read(`/proc/${pid}/environ`);
      return environment.includes(mark) ? [`${pid} ${read(`/proc/${pid}/comm`).trim()}`] : [];
    });
}

function cgroupRoots(): string[] {
  return lines('/proc/self/mounts').flatMap((line) => {
    const [, place, type] = line.split(' ');
    return place && (type === 'cgroup' || type === 'cgroup2') ? [place] : [];
  });
}

function foldersNamed(root: string, name: RegExp, depth: number): string[] {
  if (depth === 0) return [];
  return listing(root).flatMap((entry) => {
    const path = join(root, entry);
    if (!isFolder(path)) return [];
    return [...(name.test(entry) ? [path] : []), ...foldersNamed(path, name, depth - 1)];
  });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function listing(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

const lines = (path: string): string[] => read(path).split('\n').filter(Boolean);

/** Empty where it may not be read, or is gone. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
