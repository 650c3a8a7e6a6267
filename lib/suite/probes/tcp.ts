import { z } from 'zod';
import type { Probe } from '../probe.ts';
import { iperf3Argv, readTcp, wholeSeconds } from './iperf3.ts';
import { outputAt } from './json.ts';
import { reading } from './reading.ts';
import { clientRole, podOrHostSchema } from './via.ts';

const paramsSchema = z.strictObject({
  streams: z.union([z.literal(1), z.literal(8)]),
  via: podOrHostSchema,
});

/** Slow start belongs to another figure; a run of 1 or 2 s is too short to leave a second out. */
const omittedSeconds = (seconds: number) => (seconds >= 3 ? 1 : 0);

/** TCP bulk throughput as the receiver counts it (RFC 6349 asks for the same), with retransmits. */
export const tcp: Probe = {
  id: 'tcp',
  title: 'TCP throughput',
  tools: ['iperf3'],
  metrics: () => ['tcp.throughput', 'tcp.retransmits'],
  expectedSeconds: (_params, seconds) => wholeSeconds(seconds) + omittedSeconds(seconds) + 0.2,
  next({ params, seconds, address }, outputs) {
    if (outputs.length > 0) return undefined;
    const { streams, via } = paramsSchema.parse(params);
    const omit = omittedSeconds(seconds);
    return {
      role: clientRole(via),
      argv: [
        ...iperf3Argv(address({ server: 'iperf', via }), seconds),
        '-P',
        String(streams),
        ...(omit > 0 ? ['-O', String(omit)] : []),
      ],
      timeoutSeconds: wholeSeconds(seconds) + omit + 10,
      placement: 'separate-cores',
    };
  },
  parse(outputs, params) {
    const { streams } = paramsSchema.parse(params);
    const { end } = readTcp(outputAt(outputs, 0), streams);
    return [
      reading('tcp.throughput', end.sum_received.bits_per_second),
      reading('tcp.retransmits', end.sum_sent.retransmits),
    ];
  },
};
