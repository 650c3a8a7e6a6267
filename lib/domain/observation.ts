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
  /** Entries and hits, not milliseconds. */
  'conntrack.entries',
] as const;
export type CounterId = (typeof counterIds)[number];

/** What happened around a step: differences of counters, ms unless the counter says otherwise. */
export const observedSchema = z.strictObject({
  wallMillis: z.number(),
  counters: z.partialRecord(z.enum(counterIds), z.number()),
});
export type Observed = z.infer<typeof observedSchema>;

const gauges: ReadonlySet<CounterId> = new Set(['conntrack.entries']);

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
