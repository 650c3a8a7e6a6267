import type { ToolOutput } from '../../suite/ports.ts';
import { apiReason } from './api-error.ts';
import type { Connection } from './connection.ts';
import { type Container, type ExecStatus, openExec } from './exec-socket.ts';

/** More than any tool prints that runs as it should. */
const outputLimitBytes = 64 * 1024 * 1024;

export interface ExecOptions {
  /** After this many seconds nobody waits any longer; the tool's own duration flag must end it earlier. */
  readonly timeoutSeconds: number;
  readonly stdin?: string;
  /** Called with what the command prints to stdout as it arrives. */
  readonly heard?: (chunk: Buffer) => void;
}

/** How it came out with a command. */
type Ending =
  | { readonly status: ExecStatus }
  | { readonly startError: string }
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
  const printed = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  let bytes = 0;
  const { promise: ending, resolve: end } = Promise.withResolvers<Ending>();
  const keep = (name: keyof typeof printed) => (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > outputLimitBytes) end({ lost: 'it printed more than 64 MB' });
    else printed[name].push(chunk);
  };
  const keepStdout = keep('stdout');
  const timer = setTimeout(() => end({ timedOut: true }), timeoutSeconds * 1000);
  const abort = () => end({ aborted: true });
  signal?.addEventListener('abort', abort, { once: true });
  const hangUp = new AbortController();
  try {
    const request = { container, argv, ...(stdin !== undefined && { stdin }) };
    const listener = {
      stdout: (chunk: Buffer) => {
        keepStdout(chunk);
        heard?.(chunk);
      },
      stderr: keep('stderr'),
      ended: (status: ExecStatus) => end({ status }),
      refused: (startError: string) => end({ startError }),
      closed: (lost: string) => end({ lost }),
    };
    openExec(connection, request, listener, hangUp.signal).catch((error: unknown) =>
      end({ startError: apiReason(error) }),
    );
    const how = await ending;
    signal?.throwIfAborted();
    return {
      argv,
      stdout: Buffer.concat(printed.stdout).toString('utf8'),
      stderr: Buffer.concat(printed.stderr).toString('utf8'),
      exitCode: null,
      signal: null,
      timedOut: 'timedOut' in how,
      startedAt,
      durationMillis: performance.now() - began,
      ...('startError' in how && { startError: how.startError }),
      ...('lost' in how && { lost: how.lost }),
      ...('status' in how && exitOf(how.status)),
    };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    hangUp.abort();
  }
}

/** The exit status as the status channel has it, or why the container runtime started nothing. */
function exitOf({ status, message, reason, details }: ExecStatus): Partial<ToolOutput> {
  if (status === 'Success') return { exitCode: 0 };
  const cause = details?.causes?.find((one) => one.reason === 'ExitCode');
  const exitCode = Number(cause?.message ?? Number.NaN);
  return Number.isInteger(exitCode)
    ? { exitCode }
    : { startError: message || reason || 'the command was not started' };
}
