import { readFileSync } from 'node:fs';
import type { Invocation } from '../../suite/ports.ts';
import { parseCpuList } from '../proc-files.ts';
import { findTool } from './tool-environment.ts';

/** Which processor servers and clients run on. */
export interface Placement {
  /** What stands before a server's command. */
  readonly server: readonly string[];
  /** What stands before a measuring command. */
  client(placement: Invocation['placement']): readonly string[];
  /** For the facts of the target. */
  readonly description: string;
}

/** The processors that this process may use. */
export function usableProcessors(): number[] {
  const allowed = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return parseCpuList(allowed ?? '0');
}

/**
 * Servers on the last processor (the first ones serve the devices' interrupts), clients on the same or
 * on the one before it.
 */
export function placementOn(processors: readonly number[], pin: boolean): Placement {
  const server = processors.at(-1);
  const other = processors.at(-2);
  if (!pin) return unpinned('off');
  if (server === undefined || other === undefined) return unpinned('off: one processor');
  if (!findTool('taskset')) return unpinned('off: taskset not found');
  const on = (processor: number) => ['taskset', '-c', String(processor)];
  return {
    server: on(server),
    client: (placement) => on(placement === 'same-core' ? server : other),
    description: `servers on ${server}, clients on ${server} or ${other}`,
  };
}

function unpinned(description: string): Placement {
  return { server: [], client: () => [], description };
}
