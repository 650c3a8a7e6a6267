import { millisPerTick } from '../proc-files.ts';
import type { Script, Sections } from './inspector.ts';

/** Where a container's use of processor and memory is to be read on its node. */
export interface Cgroup {
  readonly container: string;
  readonly cpu: string;
  readonly memory: string;
}

/** Lists the cgroups of containers: their names have 64 hexadecimal digits, whoever named them. */
export const listCgroups: Script = {
  cgroups: "find /node/sys/fs/cgroup -type d | grep -E '[0-9a-f]{64}[^/]*$'",
};

/** Finds the cgroups of containers in what `listCgroups` printed; v2 has one tree, v1 one a controller. */
export function findCgroups(sections: Sections, containers: readonly string[]): Cgroup[] {
  const folders = (sections.get('cgroups') ?? '').split('\n');
  return containers.flatMap((container) => {
    const own = folders.filter((folder) => folder.slice(folder.lastIndexOf('/')).includes(container));
    const of = (controller: RegExp) => own.find((folder) => controller.test(folder));
    const cpu = of(/\/cgroup\/[^/]*cpuacct[^/]*\//) ?? own[0];
    const memory = of(/\/cgroup\/memory\//) ?? own[0];
    return cpu !== undefined && memory !== undefined ? [{ container, cpu, memory }] : [];
  });
}

/** Prints the counters of some cgroups, each file under its name; the files of the other version are not there. */
export function cgroupCommand(cgroups: readonly Cgroup[]): string {
  const files = cgroups.flatMap(({ cpu, memory }) => [
    ...['cpu.stat', 'cpuacct.usage', 'cpuacct.stat'].map((file) => `${cpu}/${file}`),
    ...['memory.current', 'memory.usage_in_bytes', 'memory.stat'].map((file) => `${memory}/${file}`),
  ]);
  return `for file in ${files.join(' ')}; do [ -r "$file" ] && echo "= $file" && cat "$file"; done; true`;
}

/** Sums over some containers. */
export interface CgroupUse {
  readonly cpuMillis: number;
  readonly userMillis: number;
  readonly systemMillis: number;
  /** What could not be reclaimed at once: without the page cache that nobody uses. */
  readonly memoryBytes: number;
}

/**
 * Adds up what `cgroupCommand` printed.
 * @returns undefined where a container's figures are missing: a sum without it would be too small
 */
export function readCgroupUse(text: string | undefined, cgroups: readonly Cgroup[]): CgroupUse | undefined {
  if (text === undefined || cgroups.length === 0) return undefined;
  const files = new Map(
    text
      .split(/^= /m)
      .slice(1)
      .map((part): [string, string] => {
        const end = part.indexOf('\n');
        return [part.slice(0, end), part.slice(end + 1)];
      }),
  );
  const uses = cgroups.map(({ cpu, memory }) => useOf(files, cpu, memory));
  return uses.reduce<CgroupUse | undefined>((sum, use) => sum && use && add(sum, use), nothing);
}

const nothing: CgroupUse = { cpuMillis: 0, userMillis: 0, systemMillis: 0, memoryBytes: 0 };

function add(one: CgroupUse, other: CgroupUse): CgroupUse {
  return {
    cpuMillis: one.cpuMillis + other.cpuMillis,
    userMillis: one.userMillis + other.userMillis,
    systemMillis: one.systemMillis + other.systemMillis,
    memoryBytes: one.memoryBytes + other.memoryBytes,
  };
}

function useOf(files: ReadonlyMap<string, string>, cpu: string, memory: string): CgroupUse | undefined {
  const field = (file: string, name: string) => {
    const [, digits] = new RegExp(`^${name} (\\d+)$`, 'm').exec(files.get(file) ?? '') ?? [];
    return digits === undefined ? undefined : Number(digits);
  };
  const whole = (file: string) => {
    const [digits] = /^\d+$/m.exec(files.get(file) ?? '') ?? [];
    return digits === undefined ? undefined : Number(digits);
  };
  const times =
    field(`${cpu}/cpu.stat`, 'usage_usec') === undefined
      ? {
          cpuMillis: scaled(whole(`${cpu}/cpuacct.usage`), 1e-6),
          userMillis: scaled(field(`${cpu}/cpuacct.stat`, 'user'), millisPerTick),
          systemMillis: scaled(field(`${cpu}/cpuacct.stat`, 'system'), millisPerTick),
        }
      : {
          cpuMillis: scaled(field(`${cpu}/cpu.stat`, 'usage_usec'), 1e-3),
          userMillis: scaled(field(`${cpu}/cpu.stat`, 'user_usec'), 1e-3),
          systemMillis: scaled(field(`${cpu}/cpu.stat`, 'system_usec'), 1e-3),
        };
  const used = whole(`${memory}/memory.current`) ?? whole(`${memory}/memory.usage_in_bytes`);
  const idle =
    field(`${memory}/memory.stat`, 'total_inactive_file') ?? field(`${memory}/memory.stat`, 'inactive_file');
  const { cpuMillis, userMillis, systemMillis } = times;
  if (cpuMillis === undefined || userMillis === undefined || systemMillis === undefined) return undefined;
  if (used === undefined || idle === undefined) return undefined;
  return { cpuMillis, userMillis, systemMillis, memoryBytes: used - idle };
}

function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : value * factor;
}
