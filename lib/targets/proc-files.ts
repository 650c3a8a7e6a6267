/** What `/proc/PID/stat` says; times in clock ticks of 10 ms. */
export interface ProcessStat {
  readonly parentPid: number;
  readonly userTicks: number;
  readonly systemTicks: number;
  /** Of children that it has waited for, and theirs. */
  readonly childUserTicks: number;
  readonly childSystemTicks: number;
  /** Since boot; with the PID it names a process for good. */
  readonly startTicks: string;
}

/** `USER_HZ`, which Linux has fixed at 100 on every processor that Node runs on. */
export const millisPerTick = 10;

/**
 * Reads `/proc/PID/stat`. The command's name stands in brackets and may hold spaces and brackets.
 * @throws Error when fields are missing
 */
export function parseProcessStat(text: string): ProcessStat {
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .trim()
    .split(' ');
  const startTicks = fields[19];
  const numbers = [1, 11, 12, 13, 14].map((index) => Number(fields[index]));
  const [parentPid, userTicks, systemTicks, childUserTicks, childSystemTicks] = numbers;
  if (
    startTicks === undefined ||
    parentPid === undefined ||
    userTicks === undefined ||
    systemTicks === undefined ||
    childUserTicks === undefined ||
    childSystemTicks === undefined ||
    numbers.some(Number.isNaN)
  )
    throw new Error(`not a /proc/PID/stat line: "${text.slice(0, 60)}"`);
  return { parentPid, userTicks, systemTicks, childUserTicks, childSystemTicks, startTicks };
}

/** Times of all processors together since boot, ms. */
export interface CpuTimes {
  readonly processors: number;
  readonly user: number;
  readonly nice: number;
  readonly system: number;
  /** With time waiting for input and output. */
  readonly idle: number;
  readonly irq: number;
  readonly softirq: number;
  readonly steal: number;
}

/**
 * Reads the `cpu` lines of `/proc/stat`: times from the first, and how many processors follow.
 * @throws Error when they are not those
 */
export function parseCpuTimes(text: string): CpuTimes {
  const line = text.slice(0, text.indexOf('\n'));
  const [label, ...fields] = line.split(/\s+/);
  const [user, nice, system, idle, iowait, irq, softirq, steal] = fields.map(
    (field) => Number(field) * millisPerTick,
  );
  if (
    label !== 'cpu' ||
    user === undefined ||
    nice === undefined ||
    system === undefined ||
    idle === undefined ||
    iowait === undefined ||
    irq === undefined ||
    softirq === undefined ||
    steal === undefined
  )
    throw new Error(`not the first line of /proc/stat: "${line.slice(0, 60)}"`);
  const processors = text.match(/^cpu\d/gm)?.length;
  if (processors === undefined) throw new Error('no processor in /proc/stat');
  return { processors, user, nice, system, idle: idle + iowait, irq, softirq, steal };
}

/**
 * Processor time that was neither idle nor stolen, ms, since an instant that is always the same: only differences say
 * something. What was used is sampled by ticks, between which a load that timers pace may fall; idle time is measured
 * wherever ticks stop in it (`NO_HZ`).
 * @param atMillis when the times were read; its resolution counts once for each processor
 */
export function busyMillis({ processors, idle, steal }: CpuTimes, atMillis: number): number {
  return processors * atMillis - idle - steal;
}

/** What `/proc/PID/schedstat` says, ms: time on a processor, and time ready to run without one. */
export function parseSchedstat(text: string): { readonly runMillis: number; readonly delayMillis: number } {
  const [run, delay] = text
    .trim()
    .split(' ')
    .map((field) => Number(field) / 1e6);
  if (run === undefined || delay === undefined || Number.isNaN(run) || Number.isNaN(delay))
    throw new Error(`not a schedstat line: "${text.slice(0, 60)}"`);
  return { runMillis: run, delayMillis: delay };
}

const listening = '0A';

/** The ports that somebody listens on, from `/proc/PID/net/tcp` or `tcp6`. */
export function portsIn(table: string): Set<number> {
  const ports = new Set<number>();
  for (const line of table.split('\n').slice(1)) {
    const [, local, , state] = line.trim().split(/\s+/);
    if (state === listening) ports.add(Number.parseInt(local?.split(':')[1] ?? '', 16));
  }
  return ports;
}

/** `0-3,8` as processor numbers. */
export function parseCpuList(text: string): number[] {
  return text
    .trim()
    .split(',')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [first = Number.NaN, last = first] = part.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
    });
}
