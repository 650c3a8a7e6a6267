import { z } from 'zod';
import type { Address, ToolOutput } from '../ports.ts';
import { OutputError } from '../probe.ts';
import { agree, conform, expectThat } from './json.ts';

const count = z.coerce.number().int().nonnegative();
const seconds = z.coerce.number().nonnegative();

const summarySchema = z.object({
  sent: count.positive('no queries were sent'),
  completed: count.positive('no query was answered'),
  lost: count,
  runSeconds: seconds.positive(),
  queriesPerSecond: seconds.positive(),
  averageSeconds: seconds.positive(),
  minSeconds: seconds,
  maxSeconds: seconds.positive(),
});
export type DnsSummary = z.infer<typeof summarySchema>;

/** The lines of the summary; units stand in their labels, so another unit is another line. */
const lines: Record<keyof DnsSummary, { readonly label: string; readonly figure: RegExp }> = {
  sent: { label: 'Queries sent', figure: /^(\S+)$/ },
  completed: { label: 'Queries completed', figure: /^(\S+) \(/ },
  lost: { label: 'Queries lost', figure: /^(\S+) \(/ },
  runSeconds: { label: 'Run time (s)', figure: /^(\S+)$/ },
  queriesPerSecond: { label: 'Queries per second', figure: /^(\S+)$/ },
  averageSeconds: { label: 'Average Latency (s)', figure: /^(\S+) \(/ },
  minSeconds: { label: 'Average Latency (s)', figure: /\(min ([^,]+),/ },
  maxSeconds: { label: 'Average Latency (s)', figure: /, max ([^)]+)\)$/ },
};

const lastLine = /\n {2}Latency StdDev \(s\): +\d+\.\d{6}\s*$/;

/** One answered query, as `-v` reports it. */
export interface DnsAnswer {
  readonly rcode: string;
  readonly name: string;
  readonly seconds: number;
}

/**
 * One call of dnsperf 2.x. It cannot read names from a pipe twice, and its own clock ends it, so `yes`
 * repeats them. Eight sockets, since one is one flow, which a Service sends to one resolver for good.
 */
export function dnsperfArgv(
  server: Address,
  names: readonly string[],
  secondsLong: number,
  flags: readonly string[],
): [string, ...string[]] {
  const queries = names.map((name) => `${name} A`).join('\n');
  return [
    'sh',
    ...['-c', 'yes "$0" | dnsperf "$@"', queries],
    ...['-s', server.host, '-p', String(server.port), '-l', String(secondsLong)],
    ...['-t', String(timeoutSeconds), '-c', '8', '-T', '1', ...flags],
  ];
}

/** After this an answer counts as lost; a run waits this long for its last ones. */
export const timeoutSeconds = 1;

/** @throws OutputError when the summary is not dnsperf's, or contradicts itself */
export function readSummary(output: ToolOutput): DnsSummary {
  const text = output.stdout;
  expectThat(text.trim() !== '', 'dnsperf printed nothing');
  expectThat(
    text.startsWith('DNS Performance Testing Tool\nVersion 2.'),
    'dnsperf: not the output of dnsperf 2',
  );
  expectThat(lastLine.test(text), 'dnsperf did not print its summary to the end');
  const figures = Object.entries(lines).map(([key, { label, figure }]) => {
    const line = text.split('\n').find((candidate) => candidate.startsWith(`  ${label}:`));
    const found = figure.exec(line?.slice(label.length + 3).trim() ?? '')?.[1];
    if (found === undefined) throw new OutputError(`dnsperf printed no "${label}"`);
    return [key, found];
  });
  const summary = conform('dnsperf', summarySchema, Object.fromEntries(figures));
  expectThat(
    agree(summary.queriesPerSecond, summary.completed / summary.runSeconds, 0.001),
    'dnsperf: Queries per second is not completed / run time',
  );
  expectThat(summary.completed + summary.lost <= summary.sent, 'dnsperf: more answers than queries');
  expectThat(
    summary.minSeconds <= summary.averageSeconds && summary.averageSeconds <= summary.maxSeconds,
    'dnsperf: the average latency is outside of its minimum and maximum',
  );
  return summary;
}

/** @throws OutputError when the answers are not those that the summary sums up */
export function readAnswers(output: ToolOutput, summary: DnsSummary): DnsAnswer[] {
  const answers = [...output.stdout.matchAll(/^> (\S+) (\S+) A (\d+\.\d{6})$/gm)].map(
    ([, rcode = '', name = '', latency]) => ({ rcode, name, seconds: Number(latency) }),
  );
  const total = answers.reduce((sum, answer) => sum + answer.seconds, 0);
  expectThat(
    answers.length === summary.completed,
    `dnsperf reported ${answers.length} answers and summed up ${summary.completed}`,
  );
  // The summary has whole microseconds.
  expectThat(
    Math.abs(total / answers.length - summary.averageSeconds) <= 2e-6,
    "dnsperf: the answers' mean is not its average latency",
  );
  return answers;
}

/** Share of the queries that were never answered, %. */
export function lossPercent(summary: DnsSummary): number {
  return (100 * summary.lost) / summary.sent;
}
