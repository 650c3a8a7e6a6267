import { readdir, readFile } from 'node:fs/promises';
import { execa } from 'execa';
import type { ToolOutput } from '../suite/ports.ts';

/** More than any tool prints that runs as it should; what prints more is killed. */
const outputLimitBytes = 64 * 1024 * 1024;

export interface RunOptions {
  /** After this many seconds the command and everything it started is killed. */
  readonly timeoutSeconds: number;
  readonly stdin?: string;
  /** Added to the driver's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the output names as its argv, when the command is wrapped to run elsewhere. */
  readonly shownArgv?: readonly string[];
}

/** The live descendants of a process, by its PID, deepest last. Processes that end meanwhile are left out. */
export async function descendants(pid: number): Promise<number[]> {
  const parents = new Map<number, number[]>();
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => undefined);
    const parent = Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    parents.set(parent, [...(parents.get(parent) ?? []), Number(entry)]);
  }
  const found = [...(parents.get(pid) ?? [])];
  for (const child of found) found.push(...(parents.get(child) ?? []));
  return found;
}

/** Kills a process and all that it started, whatever groups these are in. */
async function killTree(pid: number): Promise<void> {
  const kill = (target: number) => {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  };
  const others = await descendants(pid);
  [pid, ...others].forEach(kill);
}

/**
 * Runs one command to its end, with stdout and stderr captured apart. A failure of the command is in
 * the output, never an exception. It stays in the driver's session: Linux's autogroups share processors
 * out among sessions first, and a tool in a session of its own would lose half of its processor to the
 * idle-spinners.
 * @throws signal.reason when `signal` aborts, after everything that was started is killed
 */
export async function runProcess(
  argv: readonly [string, ...string[]],
  options: RunOptions,
  signal?: AbortSignal,
): Promise<ToolOutput> {
  signal?.throwIfAborted();
  const [file, ...args] = argv;
  const startedAt = new Date().toISOString();
  const running = execa(file, args, {
    reject: false,
    cleanup: true,
    stripFinalNewline: false,
    maxBuffer: outputLimitBytes,
    ...(options.stdin === undefined ? { stdin: 'ignore' } : { input: options.stdin }),
    ...(options.env ? { env: options.env } : {}),
  });
  let timedOut = false;
  let killed: Promise<void> | undefined;
  const stop = () => {
    if (running.pid !== undefined) killed ??= killTree(running.pid);
  };
  const timer = setTimeout(() => {
    timedOut = true;
    stop();
  }, options.timeoutSeconds * 1000);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const result = await running;
    if (result.isMaxBuffer) stop();
    await killed;
    signal?.throwIfAborted();
    return {
      argv: options.shownArgv ?? argv,
      stdout: result.stdout,
      stderr: result.isMaxBuffer ? `${result.stderr}\nkilled: it printed more than 64 MB` : result.stderr,
      exitCode: result.isMaxBuffer ? null : (result.exitCode ?? null),
      signal: result.isMaxBuffer ? 'SIGKILL' : (result.signal ?? null),
      timedOut,
      ...(running.pid === undefined ? { startError: startErrorOf(file, result.code) } : {}),
      startedAt,
      durationMillis: result.durationMs,
    };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function startErrorOf(file: string, code: string | undefined): string {
  if (code === 'ENOENT') return `${file}: not found`;
  if (code === 'EACCES') return `${file}: not executable`;
  return `${file}: could not be started (${code ?? 'unknown error'})`;
}
