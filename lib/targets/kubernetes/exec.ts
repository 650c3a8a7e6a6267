import type { V1Status } from '@kubernetes/client-node';
import type { ToolOutput } from '../../suite/ports.ts';
import type { Connection } from './connection.ts';
import { type Container, ExecRefused, openExec } from './exec-socket.ts';

/** More than any tool prints that runs as it should. */
const outputLimitBytes = 64 * 1024 * 1024;

export interface ExecOptions {
  /** After this many seconds nobody waits any longer; the tool's own duration flag must end it earlier. */
  readonly timeoutSeconds: number;
  readonly stdin?: string;
  /** Called with what the command prints to stdout as it arrives. */
  readonly heard?: (chunk: Buffer) => void;
}

/** How a command ended that was started. */
type Ending =
  | { readonly status: V1Status }
  | { readonly lost: string }
  | { readonly timedOut: true }
  | { readonly aborted: true };

/**
 * Runs one command in a container to its end. A failure of the command, of the container or of the way to it
 * is in the output, never an exception. The exec API has no way to end a command: after a time-out or a lost
 * connection it may go on until its own duration flag ends it.
 * @throws signal.reason when `signal` aborts
 */
export async function execInContainer(
  connection: Connection,
  container: Container,
  argv: readonly string[],
  { timeoutSeconds, stdin, heard }: ExecOptions,
  signal?: AbortSignal,
): Promise<ToolOutput> {
  signal?.throwIfAborted();
  const startedAt = new Date().toISOString();
  const began = performance.now();
  const streams = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  let bytes = 0;
  const { promise: ending, resolve: end } = Promise.withResolvers<Ending>();
  const keep = (name: keyof typeof streams) => (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > outputLimitBytes) end({ lost: 'it printed more than 64 MB' });
    else streams[name].push(chunk);
  };
  const keepStdout = keep('stdout');
  const timer = setTimeout(() => end({ timedOut: true }), timeoutSeconds * 1000);
  const abort = () => end({ aborted: true });
  signal?.addEventListener('abort', abort, { once: true });
  const outputOf = (how: Partial<ToolOutput>): ToolOutput => ({
    argv,
    stdout: Buffer.concat(streams.stdout).toString('utf8'),
    stderr: Buffer.concat(streams.stderr).toString('utf8'),
    exitCode: null,
    signal: null,
    timedOut: false,
    startedAt,
    durationMillis: performance.now() - began,
    ...how,
  });
  try {
    const opening = openExec(connection, container, argv, stdin, {
      stdout: (chunk) => {
        keepStdout(chunk);
        heard?.(chunk);
      },
      stderr: keep('stderr'),
      ended: (status) => end({ status }),
      closed: (reason) => end({ lost: reason }),
    });
    // Whoever waits no longer for the opening must not leave the socket open, or a rejection unheard.
    const socket = opening.finally(() => undefined);
    void Promise.allSettled([socket, ending]).then(async () =>
      (await socket.catch(() => undefined))?.close(),
    );
    const how = await Promise.race([ending, socket.then(() => ending)]);
    signal?.throwIfAborted();
    if ('lost' in how) return outputOf({ lost: how.lost });
    return 'status' in how ? outputOf(exitOf(how.status)) : outputOf({ timedOut: true });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ExecRefused) return outputOf({ startError: error.message });
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** The exit status as the status channel has it, or why the container runtime started nothing. */
function exitOf(status: V1Status): Partial<ToolOutput> {
  if (status.status === 'Success') return { exitCode: 0 };
  const cause = status.details?.causes?.find(({ reason }) => reason === 'ExitCode');
  const exitCode = Number(cause?.message ?? Number.NaN);
  return Number.isInteger(exitCode)
    ? { exitCode }
    : { startError: status.message ?? status.reason ?? 'the command was not started' };
}
