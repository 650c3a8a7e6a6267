import { z } from 'zod';
import type { Address, Invocation, Role, ToolOutput } from '../ports.ts';
import { OutputError } from '../probe.ts';
import { agree, conform, expectThat, parseJson } from './json.ts';

const tool = 'iperf3';

const figure = z.number().nonnegative();
/** One direction's sum; `bits_per_second` in another unit does not fit. */
export const transferSchema = z
  .object({ seconds: z.number().positive(), bytes: figure, bits_per_second: figure })
  .refine((sum) => agree(sum.bits_per_second, (sum.bytes * 8) / sum.seconds, 0.01), {
    message: 'bits_per_second is not bytes * 8 / seconds',
  });

export const startSchema = z.object({
  version: z.string().regex(/^iperf 3\./, 'is not of iperf 3'),
  connected: z.array(z.object({})).min(1, 'no connection'),
  test_start: z.object({
    protocol: z.string(),
    num_streams: z.number().int().positive(),
    blksize: z.number().int().positive(),
    duration: z.number().positive(),
  }),
});

const tcpSchema = z.object({
  start: startSchema,
  end: z.object({
    streams: z
      .array(
        z.object({
          sender: z.object({ retransmits: figure, min_rtt: figure, mean_rtt: figure, max_rtt: figure }),
          receiver: z.object({ bytes: figure }),
        }),
      )
      .min(1, 'no streams'),
    sum_sent: transferSchema.and(z.object({ retransmits: figure })),
    sum_received: transferSchema,
  }),
});
export type TcpReport = z.infer<typeof tcpSchema>;

/** Without it an address that drops packets holds the client for minutes. */
const connectTimeoutMillis = 3000;

/** Below the baseline of an m6i.xlarge (1.56 Gbit/s), so that no burst credit decides. */
export const pacedBitsPerSecond = 1e9;

/** The arguments that every client call has. */
export function iperf3Argv(to: Address, seconds: number): [string, ...string[]] {
  return [
    'iperf3',
    ...['-J', '-c', to.host, '-p', String(to.port), '--connect-timeout', String(connectTimeoutMillis)],
    ...['-t', String(wholeSeconds(seconds))],
  ];
}

/** How long a stream beside a measurement of so many seconds lasts: it begins before it and outlasts it. */
export function besideSeconds(seconds: number): number {
  return Math.ceil(seconds) + 1;
}

/**
 * A stream beside a measurement of so many seconds, on cores of its own.
 * @param bitsPerSecond its pace; left out, it takes what the path gives
 */
export function streamBeside(
  role: Role,
  to: Address,
  seconds: number,
  bitsPerSecond?: number,
): NonNullable<Invocation['beside']> {
  const lasts = besideSeconds(seconds);
  const pace = bitsPerSecond === undefined ? [] : ['-b', String(bitsPerSecond)];
  return {
    role,
    argv: [...iperf3Argv(to, lasts), ...pace],
    timeoutSeconds: lasts + 10,
    placement: 'separate-cores',
  };
}

/** iperf3 takes whole seconds. */
export function wholeSeconds(seconds: number): number {
  return Math.max(1, Math.round(seconds));
}

/**
 * Reads a TCP client's report (iperf 3.x, `-J`) and checks its figures against each other.
 * @throws OutputError also for a report that carries an error, which iperf 3.12 ends with status 0
 */
export function readTcp(output: ToolOutput, streams: number): TcpReport {
  const report = conform(tool, tcpSchema, parseReport(output));
  const { start, end } = report;
  expectThat(start.test_start.protocol === 'TCP', `iperf3 ran ${start.test_start.protocol}, not TCP`);
  expectThat(end.streams.length === streams, `iperf3 ran ${end.streams.length} streams, not ${streams}`);
  expectThat(end.sum_received.bytes > 0, 'iperf3: nothing arrived at the receiver');
  checkSeconds(start.test_start.duration, end.sum_received.seconds);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  expectThat(
    agree(sum(end.streams.map((stream) => stream.receiver.bytes)), end.sum_received.bytes, 0.01),
    "iperf3: the streams' bytes do not add up to sum_received",
  );
  expectThat(
    sum(end.streams.map((stream) => stream.sender.retransmits)) === end.sum_sent.retransmits,
    "iperf3: the streams' retransmits do not add up to sum_sent",
  );
  return report;
}

/** The JSON document; its own `error` is the reason where there is one. */
export function parseReport(output: ToolOutput): object {
  const document = parseJson(tool, output.stdout);
  const { data } = z.object({ error: z.string() }).safeParse(document);
  if (data) throw new OutputError(`iperf3: ${data.error}`);
  return document;
}

/** A report in milliseconds, or of a run that was cut short, is not one of this run. */
export function checkSeconds(asked: number, measured: number): void {
  const near = measured > 0.9 * asked && measured < 1.1 * asked + 1;
  expectThat(near, `iperf3 measured ${measured} s instead of ${asked} s`);
}

const pacedSchema = z.object({
  start: startSchema,
  intervals: z.array(z.object({ sum: transferSchema })).min(1, 'no interval'),
});

/**
 * Checks that the paced stream beside a measurement was there.
 * @throws OutputError when it carried less than nine tenths of what was asked
 */
export function checkPacedStream(output: ToolOutput | undefined, bitsPerSecond: number): void {
  const carried = streamRate(output);
  const [was, asked] = [carried, bitsPerSecond].map((rate) => (rate / 1e9).toFixed(2));
  expectThat(carried >= 0.9 * bitsPerSecond, `the stream beside it reached ${was} of ${asked} Gbit/s`);
}

/**
 * What the stream beside a measurement sent, bit/s: that it was there, and no figure of the path. It is read by
 * its intervals, since it may have been ended from outside, and iperf3 then has no end to report.
 */
export function streamRate(output: ToolOutput | undefined): number {
  if (!output) throw new OutputError('nothing ran beside the measurement');
  const { intervals } = conform('iperf3 beside it', pacedSchema, parseReport(output));
  const bytes = intervals.reduce((sum, interval) => sum + interval.sum.bytes, 0);
  const seconds = intervals.reduce((sum, interval) => sum + interval.sum.seconds, 0);
  return (bytes * 8) / seconds;
}
