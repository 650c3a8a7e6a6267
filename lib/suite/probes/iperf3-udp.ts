import { z } from 'zod';
import type { ToolOutput } from '../ports.ts';
import { checkSeconds, parseReport, startSchema, transferSchema } from './iperf3.ts';
import { agree, conform, expectThat } from './json.ts';

const tool = 'iperf3';
const count = z.number().int().nonnegative();

const receivedSchema = transferSchema.and(
  z.object({
    jitter_ms: z.number().nonnegative(),
    packets: count,
    lost_packets: count,
    lost_percent: z.number().min(0).max(100),
    sender: z.literal(false, 'is not of the receiver'),
  }),
);

const udpSchema = z.object({
  start: startSchema.and(z.object({ test_start: z.object({ target_bitrate: z.number().nonnegative() }) })),
  end: z.object({
    streams: z
      .array(z.object({ udp: z.object({ packets: count, jitter_ms: z.number().nonnegative() }) }))
      .length(1, 'not one stream'),
    sum_sent: transferSchema.and(z.object({ packets: count.positive('no packets were sent') })),
    sum_received: z.unknown().optional(),
  }),
  server_output_text: z.string().optional(),
  server_output_json: z.object({}).optional(),
});

/** One UDP test from client to server. */
export interface UdpReport {
  /** 0: as fast as it can. */
  readonly askedBitsPerSecond: number;
  readonly sentBitsPerSecond: number;
  readonly received: UdpReceived | undefined;
}

export interface UdpReceived {
  readonly bitsPerSecond: number;
  readonly packetsPerSecond: number;
  /** Of all packets sent, those after the last that arrived included, which iperf3's own figure misses. */
  readonly lossPercent: number;
  readonly jitterMicros: number;
}

/**
 * Reads a UDP client's report (iperf 3.x, `-u -J --get-server-output`).
 * @returns without `received` when the server's report did not come back: the sender's figures never
 *   stand in for it
 */
export function readUdp(output: ToolOutput): UdpReport {
  const report = conform(tool, udpSchema, parseReport(output));
  const { test_start: asked } = report.start;
  const { sum_sent: sent, streams } = report.end;
  expectThat(asked.protocol === 'UDP', `iperf3 ran ${asked.protocol}, not UDP`);
  checkSeconds(asked.duration, sent.seconds);
  expectThat(
    agree(sent.bytes, sent.packets * asked.blksize, 0.001),
    'iperf3: bytes sent are not packets * blksize',
  );
  expectThat(streams[0]?.udp.packets === sent.packets, "iperf3: the stream's packets are not sum_sent's");
  const sender = { askedBitsPerSecond: asked.target_bitrate, sentBitsPerSecond: sent.bits_per_second };
  const serverReported = report.server_output_text !== undefined || report.server_output_json !== undefined;
  if (report.end.sum_received === undefined || !serverReported) return { ...sender, received: undefined };
  const sum = conform(`${tool}: sum_received`, receivedSchema, report.end.sum_received);
  checkSeconds(asked.duration, sum.seconds);
  expectThat(sum.bytes <= sent.bytes, 'iperf3: more arrived than was sent');
  expectThat(sum.bytes > 0, 'iperf3: nothing arrived at the receiver');
  expectThat(
    sum.jitter_ms === streams[0]?.udp.jitter_ms,
    "iperf3: the stream's jitter is not sum_received's",
  );
  const packets = sum.bytes / asked.blksize;
  expectThat(
    agree(packets, sum.packets - sum.lost_packets, 0.01),
    'iperf3: bytes received are not (packets - lost_packets) * blksize',
  );
  expectThat(
    agree(sum.lost_percent, (100 * sum.lost_packets) / sent.packets, 0.001),
    'iperf3: lost_percent is not lost_packets / packets sent',
  );
  return {
    ...sender,
    received: {
      bitsPerSecond: sum.bits_per_second,
      packetsPerSecond: packets / sum.seconds,
      lossPercent: 100 * (1 - packets / sent.packets),
      jitterMicros: sum.jitter_ms * 1000,
    },
  };
}
