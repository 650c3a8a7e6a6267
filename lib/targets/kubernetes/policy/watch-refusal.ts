import type { PolicyAttempt } from '../../../domain/policy/policy-case.ts';
import type { EnforcementDelay } from '../../../domain/policy/policy-record.ts';
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
 * sure, or after so many whole seconds and what was left of the one before. Each attempt is announced as it begins: its arrival is its time on the driver's own clock.
 */
export function watchScript(attempt: PolicyAttempt, host: string, seconds: number): string {
  const curl = `curl -s -o /dev/null -X ${attempt.method ?? 'GET'} --connect-timeout 0.3 --max-time 1`;
  return `end=$(($(date +%s) + ${seconds})); refused=0
while [ $refused -lt ${refusalsForSure} ] && [ $(date +%s) -le $end ]; do
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

/** What is tried, and for how long at most. */
export interface WatchRequest {
  readonly attempt: PolicyAttempt;
  readonly host: string;
  readonly seconds: number;
}

/**
 * Tries from before a change, such as a new policy, until connections are refused or the time is over.
 * @param change resolves with the API server's answer, from which the delay counts
 * @returns what the shell printed; no delay where connections went on to pass
 * @throws what `change` throws
 */
export async function untilRefused(
  connection: Connection,
  client: Container,
  { attempt, host, seconds }: WatchRequest,
  change: () => Promise<void>,
  signal: AbortSignal,
): Promise<{ readonly output: ToolOutput; readonly delay: EnforcementDelay | undefined }> {
  const tries = new TryList();
  const running = Promise.withResolvers<void>();
  const stop = new AbortController();
  const output = execInContainer(
    connection,
    client,
    ['sh', '-c', watchScript(attempt, host, seconds)],
    {
      timeoutSeconds: seconds + 5,
      heard: (chunk) => {
        tries.hear(chunk.toString('utf8'), performance.now());
        if (tries.hasPassed) running.resolve();
      },
    },
    AbortSignal.any([signal, stop.signal]),
  );
  // Nobody waits for ever for a shell that is over, or that was never begun.
  void output.catch(() => undefined).then(() => running.resolve());
  try {
    await running.promise;
    await change();
    const acknowledged = performance.now();
    return { output: await output, delay: tries.delayFrom(acknowledged) };
  } finally {
    stop.abort();
    await output.catch(() => undefined);
  }
}
