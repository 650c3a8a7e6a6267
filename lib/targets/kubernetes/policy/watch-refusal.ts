import type { PolicyAttempt } from '../../../domain/policy-case.ts';
import type { EnforcementDelay } from '../../../domain/policy-record.ts';
import type { ToolOutput } from '../../../suite/ports.ts';
import type { Connection } from '../connection.ts';
import { execInContainer } from '../exec.ts';
import type { Container } from '../exec-socket.ts';
import { urlOf } from './attempt.ts';

/** One attempt of a watch: when it was begun, on the driver's monotonic clock, ms, and how it ended. */
interface Try {
  readonly begunMillis: number;
  readonly end?: 'passed' | 'refused';
}

/** So many in a row: on a loaded node a single connection may time out for no policy's sake. */
const refusalsForSure = 3;

/**
 * Tries again and again in one shell, so that no attempt waits for the API server, and ends when refusals are for
 * sure. Each attempt is announced as it begins: its arrival is its time on the driver's own clock.
 */
export function watchScript(attempt: PolicyAttempt, host: string, seconds: number): string {
  const curl = `curl -s -o /dev/null -X ${attempt.method ?? 'GET'} --connect-timeout 0.3 --max-time 1`;
  return `end=$(($(date +%s) + ${seconds})); refused=0
while [ $refused -lt ${refusalsForSure} ] && [ $(date +%s) -lt $end ]; do
  echo begin
  status=$(${curl} -w '%{http_code}' '${urlOf(attempt, host)}'); exit=$?
  if [ $exit -ne 0 ] || [ "$status" = 403 ]; then refused=$((refused + 1)); echo refused
  else refused=0; echo passed
  fi
done`;
}

/** Takes lines as they arrive. */
export class TryList {
  readonly #tries: Try[] = [];
  #rest = '';

  /** @param atMillis when it arrived */
  hear(chunk: string, atMillis: number): void {
    const lines = `${this.#rest}${chunk}`.split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      const last = this.#tries.at(-1);
      if (line === 'begin') this.#tries.push({ begunMillis: atMillis });
      else if (last && (line === 'passed' || line === 'refused'))
        this.#tries.splice(-1, 1, { ...last, end: line });
    }
  }

  get hasPassed(): boolean {
    return this.#tries.some(({ end }) => end === 'passed');
  }

  /** @returns undefined where nothing was refused for sure */
  delayFrom(acknowledgedMillis: number): EnforcementDelay | undefined {
    const lastPassed = this.#tries.findLastIndex(({ end }) => end === 'passed');
    const refused = this.#tries.slice(lastPassed + 1).filter(({ end }) => end === 'refused');
    const [first] = refused;
    if (!first || refused.length < refusalsForSure) return undefined;
    const passed = this.#tries[lastPassed];
    return {
      ...(passed && { lastPassedMillis: passed.begunMillis - acknowledgedMillis }),
      firstRefusedMillis: first.begunMillis - acknowledgedMillis,
    };
  }
}

export interface Watch {
  /** Resolves when a connection has passed, or the watch is over. */
  readonly running: Promise<void>;
  readonly tries: TryList;
  readonly output: Promise<ToolOutput>;
}

/** Begins to try; the shell ends by itself after `seconds` at most. */
export function watchRefusal(
  connection: Connection,
  client: Container,
  {
    attempt,
    host,
    seconds,
  }: { readonly attempt: PolicyAttempt; readonly host: string; readonly seconds: number },
  signal: AbortSignal,
): Watch {
  const tries = new TryList();
  const { promise: running, resolve } = Promise.withResolvers<void>();
  const output = execInContainer(
    connection,
    client,
    ['sh', '-c', watchScript(attempt, host, seconds)],
    {
      timeoutSeconds: seconds + 5,
      heard: (chunk) => {
        tries.hear(chunk.toString('utf8'), performance.now());
        if (tries.hasPassed) resolve();
      },
    },
    signal,
  );
  void output.catch(() => undefined).then(() => resolve());
  return { running, tries, output };
}
