import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SynthesizedFunction } from './synthesized.ts';

const runtime = fileURLToPath(new URL('lambda-runtime.mjs', import.meta.url));

/** What the Lambda service says when a function ended in another way than by answering. */
export class FunctionError extends Error {}

/** A function, with a process of its own that is kept from one call to the next. */
export interface LambdaProcess extends AsyncDisposable {
  /** @throws FunctionError as the service would report it */
  invoke(event: unknown): Promise<unknown>;
  /** Ends the present process, as a lost machine would. */
  kill(): void;
  /** Tells the process that there is hardly any time left, from now on and until it answers. */
  hurry(): void;
  readonly log: () => string;
}

/** Runs a bundled handler as Lambda would: with nothing but the template's environment, Lambda's own, and `given`. */
export function lambdaProcess(
  { file, handler, timeoutSeconds, memoryMiB, environment }: SynthesizedFunction,
  given: Readonly<Record<string, string>>,
): LambdaProcess {
  let child: ChildProcess | undefined;
  let log = '';
  let calls = 0;
  const boot = (): ChildProcess => {
    const started = spawn(process.execPath, [`--max-old-space-size=${memoryMiB}`, runtime, file, handler], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        TZ: ':UTC',
        AWS_LAMBDA_FUNCTION_NAME: 'function',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMiB),
        LAMBDA_TASK_ROOT: dirname(file),
        ...given,
        ...environment,
      },
    });
    for (const stream of [started.stdout, started.stderr])
      stream?.on('data', (chunk: Buffer) => {
        log += chunk;
      });
    started.on('exit', () => {
      if (child === started) child = undefined;
    });
    child = started;
    return started;
  };
  return {
    invoke: (event) =>
      new Promise((resolve, reject) => {
        const running = child ?? boot();
        calls += 1;
        const id = calls;
        const onMessage = (message: Answer) => {
          if (message.id !== id) return;
          running.off('message', onMessage).off('exit', onExit);
          if (message.error === undefined) resolve(message.result);
          else reject(new FunctionError(message.error));
        };
        const onExit = (code: number | null, signal: string | null) => {
          running.off('message', onMessage);
          reject(new FunctionError(`Runtime exited with error: ${signal ?? `exit status ${code}`}`));
        };
        running.on('message', onMessage).once('exit', onExit);
        running.send({ id, event, timeoutMillis: timeoutSeconds * 1000 });
      }),
    kill: () => child?.kill('SIGKILL'),
    hurry: () => child?.send({ hurry: true }),
    log: () => log,
    async [Symbol.asyncDispose]() {
      const running = child;
      if (!running) return;
      running.kill('SIGKILL');
      await once(running, 'exit');
    },
  };
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}
