import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const repository = new URL('../..', import.meta.url).pathname;

/** One line that `--json` prints: a progress event, or the result. */
export interface JsonLine {
  readonly kind?: string;
  readonly step?: { readonly id: string; readonly point: string };
}

export interface DriverProcess {
  readonly child: ChildProcess;
  readonly lines: JsonLine[];
  /** Resolves at the first line for which the test holds, or with undefined when the process ends first. */
  until(test: (line: JsonLine) => boolean): Promise<JsonLine | undefined>;
  readonly exited: Promise<{
    readonly code: number | null;
    readonly signal: string | null;
    readonly stderr: string;
  }>;
}

/** Starts the CLI as its user does, with a mark in the environment of all that it starts. */
export function startDriver(
  mark: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): DriverProcess {
  const child = spawn('node_modules/.bin/node', ['bin/bench.ts', ...args], {
    cwd: repository,
    env: { ...process.env, NODE_OPTIONS: '', CNI_BENCH_TEST_MARK: mark, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: JsonLine[] = [];
  const waiting = new Set<() => void>();
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (text) => {
    lines.push(JSON.parse(text));
    for (const wake of waiting) wake();
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const closed = once(reader, 'close');
  const exited = once(child, 'exit').then(async ([code, signal]) => {
    await closed;
    return { code, signal, stderr };
  });
  return {
    child,
    lines,
    exited,
    until: (test) =>
      new Promise((resolve) => {
        const settle = (line: JsonLine | undefined) => {
          waiting.delete(look);
          resolve(line);
        };
        let seen = 0;
        const look = () => {
          for (; seen < lines.length; seen += 1) {
            const line = lines[seen];
            if (line && test(line)) return settle(line);
          }
        };
        waiting.add(look);
        look();
        void closed.then(() => settle(undefined));
      }),
  };
}
