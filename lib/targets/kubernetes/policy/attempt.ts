import { policyPorts } from '../../../../charts/policy-pods.ts';
import { oneLine } from '../../../domain/one-line.ts';
import type { PolicyAttempt } from '../../../domain/policy/policy-case.ts';
import type { AttemptOutcome } from '../../../domain/policy/policy-record.ts';
import type { ToolOutput } from '../../../suite/ports.ts';
import { troubleOf } from '../../../suite/tool-trouble.ts';

/** How long a connection may take; one that a policy drops takes as long. */
const connectSeconds = 1;
const requestSeconds = 3;

/** Curl's own words for what a dropped or rejected connection ends in: not connected, and timed out. */
const refusedExits: ReadonlySet<number | null> = new Set([7, 28]);
/** How Cilium's Envoy refuses a request; the servers of the matrix never say so. */
const refusedStatus = '403';

/** `denied -> server:http GET /` */
export function describeAttempt({ from, to, port, method = 'GET', path = '/' }: PolicyAttempt): string {
  return `${from} -> ${typeof to === 'string' ? to : to.name}:${port} ${method} ${path}`;
}

/** @param host the address of the pod that is tried, or a name */
export function urlOf({ port, path = '/' }: PolicyAttempt, host: string): string {
  return `${port === 'https' ? 'https' : 'http'}://${host}:${policyPorts[port]}${path}`;
}

/** One request with time limits of its own; prints the HTTP status. */
export function attemptArgv(attempt: PolicyAttempt, host: string): [string, ...string[]] {
  return [
    'curl',
    ...['-sS', '-o', '/dev/null', '-X', attempt.method ?? 'GET'],
    ...['--connect-timeout', String(connectSeconds), '--max-time', String(requestSeconds)],
    ...['-w', '%{http_code}', urlOf(attempt, host)],
  ];
}

export interface ReadAttempt {
  readonly outcome: AttemptOutcome;
  /** In one line. */
  readonly said: string;
}

/** What became of an attempt, and what curl said. */
export function readAttempt(output: ToolOutput): ReadAttempt {
  const trouble = troubleOf(output, 'curl');
  const status = output.stdout.trim();
  if (output.exitCode === 0) {
    const outcome = status === refusedStatus ? 'refused' : /^[1-5]\d\d$/.test(status) ? 'passed' : 'unclear';
    return { outcome, said: `HTTP ${status || 'without a status'}` };
  }
  const said = oneLine(output.stderr) || trouble?.reason || 'nothing';
  return { outcome: refusedExits.has(output.exitCode) ? 'refused' : 'unclear', said: said.slice(0, 200) };
}
