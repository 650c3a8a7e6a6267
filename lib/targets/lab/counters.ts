import { readFileSync } from 'node:fs';
import type { CounterId, Observation } from '../../domain/observation.ts';
import {
  busyMillis,
  millisPerTick,
  type ProcessStat,
  parseCpuTimes,
  parseProcessStat,
  parseSchedstat,
} from '../proc-files.ts';
import type { ConntrackTables } from './conntrack.ts';
import type { Spinners } from './spinners.ts';

/** Everything of the lab that uses the processor and is not foreign to it. */
export interface OwnProcesses {
  readonly spinners: Spinners;
  /** Of the testbed that is observed: its nodes' namespaces can be read through their processes. */
  readonly servers: readonly number[];
  /** Of all testbeds that are open. */
  readonly allServers: readonly number[];
  readonly conntrack: ConntrackTables;
}

const noTimes: Pick<ProcessStat, 'userTicks' | 'systemTicks'> = { userTicks: 0, systemTicks: 0 };

function timesOf(pid: number): Pick<ProcessStat, 'userTicks' | 'systemTicks'> {
  try {
    return parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // It has ended; a counter that then falls shows as a negative difference, which is what happened.
    return noTimes;
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Reads the counters around a step, synchronously and without starting anything: it takes about a
 * millisecond, and what it takes is the driver's.
 */
export function observeCounters(own: OwnProcesses): Observation {
  const cpu = parseCpuTimes(readFileSync('/proc/stat', 'utf8'));
  const atMillis = performance.now();
  const spun = own.spinners.usedMillis();
  const driver = parseProcessStat(readFileSync('/proc/self/stat', 'utf8'));
  const servers = own.servers.map(timesOf);
  const allServers = own.allServers.map(timesOf);
  const ownUser =
    driver.userTicks + driver.childUserTicks + sum(allServers.map(({ userTicks }) => userTicks));
  const ownSystem =
    driver.systemTicks + driver.childSystemTicks + sum(allServers.map(({ systemTicks }) => systemTicks));
  const counters: Partial<Record<CounterId, number>> = {
    'cpu.busy': busyMillis(cpu, atMillis) - spun,
    'cpu.softirq': cpu.softirq,
    'cpu.steal': cpu.steal,
    'cpu.foreign-user': Math.max(0, cpu.user + cpu.nice - spun - ownUser * millisPerTick),
    'cpu.foreign-system': Math.max(0, cpu.system - ownSystem * millisPerTick),
    'driver.run-delay': parseSchedstat(readFileSync('/proc/self/schedstat', 'utf8')).delayMillis,
    'server.user': sum(servers.map(({ userTicks }) => userTicks)) * millisPerTick,
    'server.system': sum(servers.map(({ systemTicks }) => systemTicks)) * millisPerTick,
  };
  const entries = own.conntrack.entries();
  if (entries !== undefined) counters['conntrack.entries'] = entries;
  return { atMillis: performance.now(), counters };
}
