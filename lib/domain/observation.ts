import { z } from 'zod';

/** Cumulative counters at one moment. Absent keys were not to be had on this target. */
export interface Observation {
  /** Monotonic clock of the reader, ms. */
  readonly atMillis: number;
  /** Milliseconds, summed over processors. */
  readonly counters: Readonly<Partial<Record<CounterId, number>>>;
}

export const counterIds = [
  /** Processor time of everything, without idle, steal and idle-spinners. */
  'cpu.busy',
  'cpu.softirq',
  /** Time that the hypervisor took. */
  'cpu.steal',
  /** User time of processes that belong neither to the testbed nor to the driver. */
  'cpu.foreign-user',
  /** Time that the driver was ready to run but did not. */
  'driver.run-delay',
  /** User and system time of the measured servers. */
  'server.user',
  'server.system',
  /** Time that something was ready to run and nothing was free (PSI, `some`). */
  'cpu.pressure',
  /** User and system time of the CNI's agents on the measured nodes, of its operator, kube-proxy, cluster DNS. */
  'cni.cpu',
  'operator.cpu',
  'kube-proxy.cpu',
  'dns.cpu',
  /** Bytes that cannot be reclaimed at once, not milliseconds. */
  'cni.memory',
  'operator.memory',
  'kube-proxy.memory',
  'dns.memory',
  /** Entries and hits, not milliseconds. */
  'conntrack.entries',
  /** New connections that met a rule of the measured Service, on the client's node. */
  'kube-proxy.rule-hits',
  /** Packets that EC2 queued or dropped because the instance was beyond an allowance, on both nodes. */
  'ena.bw-in-exceeded',
  'ena.bw-out-exceeded',
  'ena.pps-exceeded',
  'ena.conntrack-exceeded',
  'ena.linklocal-exceeded',
] as const;
export type CounterId = (typeof counterIds)[number];

/** What happened around a step: differences of counters, ms unless the counter says otherwise. */
export const observedSchema = z.strictObject({
  wallMillis: z.number(),
  counters: z.partialRecord(z.enum(counterIds), z.number()),
});
export type Observed = z.infer<typeof observedSchema>;

const gauges: ReadonlySet<CounterId> = new Set([
  'conntrack.entries',
  'cni.memory',
  'operator.memory',
  'kube-proxy.memory',
  'dns.memory',
]);

/** The difference between two observations; gauges keep their later value. */
export function observedBetween(before: Observation, after: Observation): Observed {
  const counters: Partial<Record<CounterId, number>> = {};
  for (const id of counterIds) {
    const [from, to] = [before.counters[id], after.counters[id]];
    if (to === undefined) continue;
    if (gauges.has(id)) counters[id] = to;
    else if (from !== undefined) counters[id] = to - from;
  }
  return { wallMillis: after.atMillis - before.atMillis, counters };
}
