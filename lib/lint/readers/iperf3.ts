import type { Claim } from '../claim.ts';
import type { Reader } from '../reader.ts';
import { shown } from '../rule.ts';
import { type Report, reportSchema, sumClaims, type Transfer } from './iperf3-report.ts';

/** A write below this has no other use than to look at round trips. */
const smallWriteBytes = 64;

/** `iperf3 -J` of a client. */
export const iperf3: Reader = {
  title: 'iperf3',
  read({ json }) {
    const { data: report } = reportSchema.safeParse(json);
    if (!report?.start.version) return undefined;
    const failed: Claim[] =
      report.error === undefined ? [] : [{ at: '/error', kind: 'tool error', message: report.error }];
    return [
      ...failed,
      ...(report.start.test_start?.protocol === 'UDP' ? udpClaims(report) : tcpClaims(report)),
    ];
  },
};

/** From this minor version on each stream has a thread of its own. */
const firstWithThreads = 16;

function tcpClaims({ start: { test_start: test, version = '' }, end }: Report): Claim[] {
  const minor = Number(/^iperf 3\.(\d+)/.exec(version)?.[1] ?? 0);
  const threads = minor >= firstWithThreads ? (test?.num_streams ?? 1) : 1;
  const { streams = [], sum_sent: sent, sum_received: received, cpu_utilization_percent: cpu } = end;
  const rtt = streams[0]?.sender?.mean_rtt;
  const paced = (test?.target_bitrate ?? 0) > 0;
  return [
    ...(rtt !== undefined && test && test.blksize <= smallWriteBytes && !paced
      ? [
          {
            at: '/end/streams/0/sender/mean_rtt',
            kind: 'latency',
            text: `mean_rtt ${shown(rtt)} us of a stream of ${test.blksize}-byte writes`,
            method: 'saturating stream',
          } as const,
        ]
      : []),
    ...sumClaims('/end/sum_sent', sent),
    ...sumClaims('/end/sum_received', received),
    ...arrived(received),
    ...(cpu
      ? [
          {
            at: '/end/cpu_utilization_percent/remote_total',
            kind: 'processor',
            what: "the receiver's processor",
            usedPercent: cpu.remote_total / threads,
          } as const,
        ]
      : []),
  ];
}

function udpClaims({
  start: { test_start: test },
  end: { sum, sum_sent: sent, sum_received: received },
}: Report): Claim[] {
  const asked = (test?.target_bitrate ?? 0) * (test?.num_streams ?? 1);
  const quoted = sum ?? sent;
  const at = sum ? '/end/sum' : '/end/sum_sent';
  const fromReceiver = received?.sender === false ? received : undefined;
  return [
    ...(asked > 0 && quoted
      ? [
          {
            at: '/start/test_start/target_bitrate',
            kind: 'asked rate',
            asked,
            reached: (sent ?? quoted).bits_per_second,
            unit: 'bit/s',
          } as const,
        ]
      : []),
    ...(quoted
      ? [
          {
            at: `${at}/bits_per_second`,
            kind: 'udp rate',
            rate: quoted.bits_per_second,
            ...(fromReceiver ? { received: fromReceiver.bits_per_second } : {}),
            ...(quoted.lost_percent === undefined ? {} : { lossPercent: quoted.lost_percent }),
          } as const,
        ]
      : []),
    ...sumClaims(at, quoted),
    ...sumClaims('/end/sum_received', fromReceiver),
    ...arrived(fromReceiver),
  ];
}

function arrived(received: Transfer | undefined): Claim[] {
  return received
    ? [
        {
          at: '/end/sum_received/bits_per_second',
          kind: 'figure',
          name: 'received bits_per_second',
          value: received.bits_per_second,
          zeroMeans: 'nothing arrived at the receiver',
        },
      ]
    : [];
}
