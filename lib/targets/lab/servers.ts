import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { portsIn } from '../proc-files.ts';
import { descendants } from '../process-runner.ts';
import type { ServerProgram } from './server-programs.ts';
import { findTool, toolEnvironment } from './tool-environment.ts';

/** A server after the attempt to start it. */
export interface Server {
  readonly program: ServerProgram;
  /** Why it does not run; undefined when it is ready. */
  readonly trouble: string | undefined;
  /** The process by which it was started, in the driver's PID namespace. */
  readonly pid: number | undefined;
}

const readySeconds = 15;

/**
 * Starts servers in parallel and waits until each listens. One that cannot start is reported, and does
 * not stop the others. They end with their PID namespace, or with the driver's pipe where there is none.
 * @param wrap what stands before a command so that it runs in its namespace, on its processor
 * @param scratch a folder for configuration files
 */
export async function startServers(
  programs: readonly ServerProgram[],
  wrap: (program: ServerProgram) => readonly string[],
  scratch: string,
  signal: AbortSignal,
): Promise<readonly Server[]> {
  return Promise.all(programs.map((program) => startServer(program, wrap(program), scratch, signal)));
}

async function startServer(
  program: ServerProgram,
  wrap: readonly string[],
  scratch: string,
  signal: AbortSignal,
): Promise<Server> {
  const tool = program.argv[0];
  if (!findTool(tool)) return { program, trouble: `${tool}: not found`, pid: undefined };
  const config = program.configFile === undefined ? [] : [join(scratch, `${tool}.conf`)];
  for (const path of config) await writeFile(path, program.configFile ?? '');
  const [file = tool, ...args] = [...wrap, ...program.argv, ...config];
  const child = spawn(file, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: toolEnvironment(),
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = `${stderr}${text}`.slice(-500);
  });
  child.on('error', (error) => {
    stderr = error.message;
  });
  const listens = await waitUntilListening(child, program.listensOn, signal);
  child.unref();
  if (listens) return { program, trouble: undefined, pid: child.pid };
  const what =
    child.exitCode === null ? `did not listen within ${readySeconds} s` : `ended with ${child.exitCode}`;
  const lastLine = stderr.trim().split('\n').at(-1) || 'no message';
  return { program, trouble: `${program.name} ${what}: ${lastLine}`, pid: child.pid };
}

/** Reads the sockets of the process's network namespace: no connection is made, no process started. */
async function waitUntilListening(
  child: ChildProcess,
  wanted: readonly number[],
  signal: AbortSignal,
): Promise<boolean> {
  const deadline = performance.now() + readySeconds * 1000;
  while (performance.now() < deadline && child.exitCode === null && child.pid !== undefined) {
    signal.throwIfAborted();
    const path = `/proc/${child.pid}/net`;
    const tables = await Promise.all(
      ['tcp', 'tcp6'].map((table) => readFile(`${path}/${table}`, 'utf8').catch(() => '')),
    );
    const open = new Set(tables.flatMap((table) => [...portsIn(table)]));
    if (wanted.every((port) => open.has(port))) return true;
    await delay(20);
  }
  return false;
}

/** The PIDs of these servers' processes, those that they have started by now included. */
export async function processesOf(servers: readonly Server[]): Promise<readonly number[]> {
  const roots = servers.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  return (await Promise.all(roots.map(descendants))).flat();
}
