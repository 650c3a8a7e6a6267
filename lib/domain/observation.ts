import { z } from 'zod';

interface Counter {
  /** A cumulative counter only rises, and its difference counts; a gauge is a state at one moment. */
  readonly kind: 'cumulative' | 'gauge';
  readonly unit: 'ms' | 's' | 'us' | 'bytes' | 'entries' | 'hits' | 'packets';
}

const cumulative = <Unit extends Counter['unit']>(unit: Unit) => ({ kind: 'cumulative', unit }) as const;
const gauge = <Unit extends Counter['unit']>(unit: Unit) => ({ kind: 'gauge', unit }) as const;

/** Everything that is read around a step. Processor times are summed over processors. */
export const counters = {
  /** Processor time of everything on the measured nodes, without idle, steal and idle-spinners. */
  'cpu.busy': cumulative('ms'),
  'cpu.softirq': cumulative('ms'),
  /** Time that the hypervisor took. */
  'cpu.steal': cumulative('ms'),
  /** User time of processes that belong neither to the testbed nor to the driver. */
  'cpu.foreign-user': cumulative('ms'),
  /** Their system time, with that of kernel threads; interrupts are nobody's and are not in it. */
  'cpu.foreign-system': cumulative('ms'),
  /** Time that tasks were ready to run but did not, as `/proc/schedstat` has it, without idle-spinners. */
  'cpu.run-delay': cumulative('ms'),
  /** Wall time in which a task waited for a processor: `some` of `/proc/pressure/cpu`. */
  'cpu.pressure': cumulative('us'),
  /** Time that the driver was ready to run but did not. */
  'driver.run-delay': cumulative('ms'),
  /** User and system time of the measured servers. */
  'server.user': cumulative('ms'),
  'server.system': cumulative('ms'),
  /** The CNI's agents on the measured nodes: Cilium's, or aws-node. */
  'cni.cpu-seconds': cumulative('s'),
  'cni.memory-bytes': gauge('bytes'),
  'operator.cpu-seconds': cumulative('s'),
  'operator.memory-bytes': gauge('bytes'),
  'kube-proxy.cpu-seconds': cumulative('s'),
  'kube-proxy.memory-bytes': gauge('bytes'),
  'dns.cpu-seconds': cumulative('s'),
  'dns.memory-bytes': gauge('bytes'),
  /** Packets that kube-proxy's rules of the measured Service took, whichever its port: one for each new connection. */
  'kube-proxy.rule-hits': cumulative('hits'),
  'conntrack.entries': gauge('entries'),
  /** Packets that a limit of the EC2 instance queued or dropped, from `ethtool -S` of the ENA driver. */
  'ena.bw-in-exceeded': cumulative('packets'),
  'ena.bw-out-exceeded': cumulative('packets'),
  'ena.pps-exceeded': cumulative('packets'),
  'ena.conntrack-exceeded': cumulative('packets'),
  'ena.linklocal-exceeded': cumulative('packets'),
} as const satisfies Record<string, Counter>;

export type CounterId = keyof typeof counters;
type OfKind<Kind extends Counter['kind']> = {
  [Id in CounterId]: (typeof counters)[Id]['kind'] extends Kind ? Id : never;
}[CounterId];
export type GaugeId = OfKind<'gauge'>;
export type CumulativeId = OfKind<'cumulative'>;

export const counterIds = Object.keys(counters) as [CounterId, ...CounterId[]];

/** The limits of an EC2 instance: a rise of one of these means that the network held traffic back. */
export const allowanceIds = [
  'ena.bw-in-exceeded',
  'ena.bw-out-exceeded',
  'ena.pps-exceeded',
  'ena.conntrack-exceeded',
  'ena.linklocal-exceeded',
] as const satisfies readonly CumulativeId[];

/** Counters at one moment. What a target cannot read is absent, never zero. */
export interface Observation {
  /** Monotonic clock of the reader, ms. */
  readonly atMillis: number;
  /** In the unit that `counters` gives each. */
  readonly counters: Readonly<Partial<Record<CounterId, number>>>;
}

/** What happened around a step: by how much cumulative counters grew, and where gauges stood after it. */
export const observedSchema = z.strictObject({
  wallMillis: z.number(),
  counters: z.partialRecord(z.enum(counterIds), z.number()),
});
export type Observed = z.infer<typeof observedSchema>;

/** The difference between two observations; gauges keep their later value. */
export function observedBetween(before: Observation, after: Observation): Observed {
  const between: Partial<Record<CounterId, number>> = {};
  for (const id of counterIds) {
    const [from, to] = [before.counters[id], after.counters[id]];
    if (to === undefined) continue;
    if (counters[id].kind === 'gauge') between[id] = to;
    else if (from !== undefined) between[id] = to - from;
  }
  return { wallMillis: after.atMillis - before.atMillis, counters: between };
}
