import { z } from 'zod';
import type { ToolOutput } from '../ports.ts';
import { OutputError, type Probe } from '../probe.ts';
import { iperf3Argv, wholeSeconds } from './iperf3.ts';
import { readUdp } from './iperf3-udp.ts';
import { unlessUnreadable } from './json.ts';
import { lossLimitPercent, nextRate, resultOf, type SearchLimits, type Trial } from './rate-search.ts';
import { reading } from './reading.ts';
import { clientRole, podOrHostSchema } from './via.ts';

const paramsSchema = z.strictObject({ via: podOrHostSchema });

const limits: SearchLimits = { maxTrials: 7, settledRatio: 1.05 };

/** Fits into one packet on every datapath, VXLAN over an MTU of 1,500 included. */
const payloadBytes = 1400;

/**
 * The most that a host with Linux's usual limits grants; the kernel doubles it to 416 KiB, so that a
 * receiver that waits 2-4 ms for its processor does not lose what the path delivered.
 */
const socketBuffer = '208K';

interface UdpTrial extends Trial {
  readonly packetsPerSecond: number;
}

/** The highest UDP rate of which less than 0.1 % is lost, by bisection, as the receiver counts it. */
export const udpMax: Probe = {
  id: 'udp-max',
  title: 'UDP rate without loss',
  tools: ['iperf3'],
  metrics: () => ['udp.max-rate', 'udp.max-packet-rate'],
  expectedSeconds: (_params, seconds) => (wholeSeconds(seconds) + 0.2) * limits.maxTrials,
  next({ params, seconds, address }, outputs) {
    const { via } = paramsSchema.parse(params);
    const trials = unlessUnreadable(() => trialsOf(outputs));
    const rate = trials && nextRate(trials, limits);
    if (rate === undefined) return undefined;
    return {
      role: clientRole(via),
      argv: [
        ...iperf3Argv(address({ server: 'iperf', via }), seconds),
        ...['-u', '-l', String(payloadBytes), '-b', rate === 'unlimited' ? '0' : String(Math.round(rate))],
        ...['-w', socketBuffer, '--get-server-output'],
      ],
      timeoutSeconds: wholeSeconds(seconds) + 15,
      placement: 'separate-cores',
    };
  },
  parse(outputs) {
    const result = resultOf(trialsOf(outputs), limits);
    if (!result.found) throw new OutputError(notFound(outputs.length, result));
    const marks = result.senderLimited ? (['sender-limited'] as const) : [];
    return [
      reading('udp.max-rate', result.best.carried, marks),
      reading('udp.max-packet-rate', result.best.packetsPerSecond, marks),
    ];
  },
};

function trialsOf(outputs: readonly ToolOutput[]): UdpTrial[] {
  return outputs.map((output) => {
    const { askedBitsPerSecond, sentBitsPerSecond, received } = readUdp(output);
    if (!received) throw new OutputError("iperf3: no server's report came back");
    return {
      ...(askedBitsPerSecond > 0 ? { asked: askedBitsPerSecond } : {}),
      offered: sentBitsPerSecond,
      carried: received.bitsPerSecond,
      lossPercent: received.lossPercent,
      packetsPerSecond: received.packetsPerSecond,
    };
  });
}

function notFound(trials: number, result: { lowestLossy: number; highestClean: number | undefined }): string {
  const megabits = (rate: number) => `${Math.round(rate / 1e6)} Mbit/s`;
  return result.highestClean === undefined
    ? `more than ${lossLimitPercent} % was lost at each of ${trials} rates down to ${megabits(result.lowestLossy)}`
    : `after ${trials} rates only that ${megabits(result.highestClean)} pass and ${megabits(result.lowestLossy)} do not`;
}
