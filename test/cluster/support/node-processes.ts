import { readdir, readFile } from 'node:fs/promises';

/** A process of a test bed: its nodes share the machine's kernel. */
export interface NodeProcess {
  readonly pid: number;
  readonly argv: readonly string[];
}

/**
 * The processes on a test bed's nodes.
 * @param name of the test bed
 * @param node such as `n1`; all of them by default
 */
export async function nodeProcesses(name: string, node = ''): Promise<NodeProcess[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const found = await Promise.all(
    pids.map(async (pid) => {
      try {
        const cgroups = await readFile(`/proc/${pid}/cgroup`, 'utf8');
        if (!cgroups.includes(`/${name}/${node}`)) return [];
        const argv = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(0, -1);
        return [{ pid: Number(pid), argv }];
      } catch {
        // It has ended since it was listed.
        return [];
      }
    }),
  );
  return found.flat();
}

/** Whether it is a client of iperf3 that measures. */
export function isIperfClient({ argv }: NodeProcess): boolean {
  return argv[0]?.endsWith('iperf3') === true && argv.includes('-c');
}

/** Whether it is Fortio putting load on a server. */
export function isFortioLoad({ argv }: NodeProcess): boolean {
  return argv[0]?.endsWith('fortio') === true && argv[1] === 'load';
}
