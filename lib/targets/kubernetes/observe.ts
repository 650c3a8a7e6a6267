import type { CounterId, Observation } from '../../domain/observation.ts';
import { busyMillis, parseCpuTimes } from '../proc-files.ts';
import { type Cgroup, type CgroupUse, cgroupCommand, readCgroupUse } from './cgroups.ts';
import type { ComponentId } from './components.ts';
import type { Script, Sections } from './inspector.ts';
import { countHits } from './iptables.ts';

/** What is read of one node around a step. */
export interface WatchedNode {
  readonly name: string;
  /** Clients or servers are on it; the others only have components of interest. */
  readonly measured: boolean;
  /** The one that clients are on gives the time, and the hits of its rules. */
  readonly clients: boolean;
  /** Nodes of one kernel, as containers are, count each other's processors. */
  readonly kernel: string;
  /** Its way to the other node. */
  readonly device: string | undefined;
  /** Of each component that runs on it; none where not all could be found, since a sum would be too small. */
  readonly cgroups: ReadonlyMap<ComponentId, readonly Cgroup[]>;
}

const allowances: Readonly<Record<string, CounterId>> = {
  bw_in_allowance_exceeded: 'ena.bw-in-exceeded',
  bw_out_allowance_exceeded: 'ena.bw-out-exceeded',
  pps_allowance_exceeded: 'ena.pps-exceeded',
  conntrack_allowance_exceeded: 'ena.conntrack-exceeded',
  linklocal_allowance_exceeded: 'ena.linklocal-exceeded',
};

/** @param chains of the measured Service's ports; none where kube-proxy is not */
export function observeScript(node: WatchedNode, chains: readonly string[]): Script {
  return {
    uptime: 'cat /proc/uptime',
    ...(node.measured && {
      stat: "grep '^cpu' /proc/stat",
      schedstat: "grep '^cpu' /proc/schedstat",
      pressure: "sed -n 's/^some .*total=//p' /proc/pressure/cpu",
      conntrack: 'cat /proc/sys/net/netfilter/nf_conntrack_count',
    }),
    ...(node.device !== undefined && {
      ena: `ethtool -S ${node.device} | grep allowance_exceeded`,
    }),
    ...(node.clients && chains.length > 0 && { hits: countHits(chains) }),
    ...Object.fromEntries(
      [...node.cgroups].flatMap(([id, cgroups]) =>
        cgroups.length > 0 ? [[`cgroup ${id}`, cgroupCommand(cgroups)]] : [],
      ),
    ),
  };
}

/** Joins what the nodes answered, in their order. A counter that one of them could not tell is left out. */
export function readObservation(nodes: readonly WatchedNode[], answers: readonly Sections[]): Observation {
  const pairs = nodes.map((node, index) => ({ node, sections: answers[index] ?? new Map() }));
  const measured = pairs.filter(({ node }) => node.measured);
  const clients = pairs.find(({ node }) => node.clients);
  const uptimeSeconds = secondsIn(clients?.sections.get('uptime'));
  if (uptimeSeconds === undefined) throw new Error("the clients' node does not tell its time");
  const kernels = [...new Map(measured.map((pair) => [pair.node.kernel, pair])).values()];
  const cpu = kernels.map(({ sections }) => {
    const lines = sections.get('stat');
    if (lines === undefined) return undefined;
    const times = parseCpuTimes(`${lines}\n`);
    const seconds = secondsIn(sections.get('uptime'));
    return { ...times, busy: seconds === undefined ? undefined : busyMillis(times, seconds * 1000) };
  });
  const use = (id: ComponentId): CgroupUse | undefined => {
    const own = pairs.filter(({ node }) => node.cgroups.has(id));
    const uses = own.map(({ node, sections }) =>
      readCgroupUse(sections.get(`cgroup ${id}`), node.cgroups.get(id) ?? []),
    );
    return whole(uses)?.reduce((sum, one) => ({
      cpuMillis: sum.cpuMillis + one.cpuMillis,
      userMillis: sum.userMillis + one.userMillis,
      systemMillis: sum.systemMillis + one.systemMillis,
      memoryBytes: sum.memoryBytes + one.memoryBytes,
    }));
  };
  const server = use('server');
  const counters: Record<string, number | undefined> = {
    'cpu.busy': sum(cpu.map((one) => one?.busy)),
    'cpu.softirq': sum(cpu.map((one) => one?.softirq)),
    'cpu.steal': sum(cpu.map((one) => one?.steal)),
    'cpu.run-delay': sum(kernels.map(({ sections }) => runDelayMillis(sections.get('schedstat')))),
    'cpu.pressure': sum(kernels.map(({ sections }) => numberIn(sections.get('pressure')))),
    'conntrack.entries': sum(measured.map(({ sections }) => numberIn(sections.get('conntrack')))),
    'kube-proxy.rule-hits': numberIn(clients?.sections.get('hits')),
    'server.user': server?.userMillis,
    'server.system': server?.systemMillis,
    ...Object.fromEntries(
      (['cni', 'operator', 'kube-proxy', 'dns'] as const).flatMap((id) => {
        const own = use(id);
        return [
          [`${id}.cpu-seconds`, own && own.cpuMillis / 1000],
          [`${id}.memory-bytes`, own?.memoryBytes],
        ];
      }),
    ),
    ...Object.fromEntries(
      Object.entries(allowances).map(([field, id]) => [
        id,
        sum(measured.map(({ sections }) => enaCounter(sections.get('ena'), field))),
      ]),
    ),
  };
  return { atMillis: uptimeSeconds * 1000, counters: present(counters) };
}

/** The first of the two figures in `/proc/uptime`. */
function secondsIn(uptime: string | undefined): number | undefined {
  const seconds = Number.parseFloat(uptime ?? '');
  return Number.isNaN(seconds) ? undefined : seconds;
}

function enaCounter(text: string | undefined, field: string): number | undefined {
  return numberIn(new RegExp(`^\\s*${field}: (\\d+)`, 'm').exec(text ?? '')?.[1]);
}

function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}

const runDelayField = 7;

/** Of all processors, from `/proc/schedstat` (version 15 and later: ns in the eighth field of each). */
function runDelayMillis(text: string | undefined): number | undefined {
  const lines = text?.split('\n').map((line) => Number(line.split(' ')[1 + runDelayField]));
  const nanos = sum(lines ?? []);
  return nanos !== undefined && Number.isFinite(nanos) ? nanos / 1e6 : undefined;
}

/** The items, unless one is missing or there is none. */
function whole<T>(items: readonly (T | undefined)[]): readonly T[] | undefined {
  const there = items.filter((item) => item !== undefined);
  return there.length === items.length && there.length > 0 ? there : undefined;
}

function sum(values: readonly (number | undefined)[]): number | undefined {
  return whole(values)?.reduce((total, value) => total + value, 0);
}

function present(counters: Readonly<Record<string, number | undefined>>): Observation['counters'] {
  return Object.fromEntries(Object.entries(counters).filter(([, value]) => value !== undefined));
}
