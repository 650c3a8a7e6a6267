import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { parseSchedstat } from '../proc-files.ts';
import type { RunState } from './run-state.ts';
import { findTool, toolEnvironment } from './tool-environment.ts';

/**
 * One busy loop a processor, of the lowest priority that Linux has: a virtual processor that idles
 * halts, and waking it costs more than the datapath that is measured. They must be in the session of
 * what is measured: autogroups would make them its equals otherwise.
 */
export interface Spinners extends AsyncDisposable {
  readonly count: number;
  /** Stops them: a receiver on a processor that spins is woken by an interrupt for every segment. */
  pause(): void;
  resume(): void;
  /** Processor time that they have used, ms. */
  usedMillis(): number;
}

/** Why no spinner can be started here. */
export function whyNoSpinners(): string | undefined {
  const missing = ['setpriv', 'chrt', 'nice', 'taskset'].find((tool) => !findTool(tool));
  return missing && `${missing}: not found`;
}

/** Starts one spinner on each of these processors; with none it is switched off. */
export async function startSpinners(processors: readonly number[], state: RunState): Promise<Spinners> {
  const children = await Promise.all(
    processors.map(async (processor) => {
      const lowest = ['chrt', '--idle', '0', 'nice', '-n', '19', 'taskset', '-c', String(processor)];
      const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...lowest, 'sh', '-c', 'while :; do :; done'], {
        stdio: 'ignore',
        env: toolEnvironment(),
      });
      await once(child, 'spawn');
      const { pid } = child;
      if (pid === undefined) throw new Error('an idle-spinner has no PID');
      await state.remember('process', pid);
      return { child, pid };
    }),
  );
  return {
    count: children.length,
    pause: () => children.forEach(({ child }) => void child.kill('SIGSTOP')),
    resume: () => children.forEach(({ child }) => void child.kill('SIGCONT')),
    usedMillis: () => children.reduce((sum, { pid }) => sum + runMillisOf(pid), 0),
    async [Symbol.asyncDispose]() {
      await Promise.all(
        children.map(async ({ child }) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const exited = once(child, 'exit');
          child.kill('SIGKILL');
          await exited;
        }),
      );
    },
  };
}

/** Zero for one that was killed from outside: it no longer spins, and the gate sees real idle time. */
function runMillisOf(pid: number): number {
  try {
    return parseSchedstat(readFileSync(`/proc/${pid}/schedstat`, 'utf8')).runMillis;
  } catch {
    return 0;
  }
}
