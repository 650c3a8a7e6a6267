import { z } from 'zod';
import type { Probe } from '../probe.ts';
import { iperf3Argv, wholeSeconds } from './iperf3.ts';
import { readUdp } from './iperf3-udp.ts';
import { outputAt } from './json.ts';
import { allFailed, reading } from './reading.ts';
import { clientRole, podOrHostSchema } from './via.ts';

const paramsSchema = z.strictObject({ via: podOrHostSchema });

/**
 * The published report's UDP test, 10 Gbit/s offered whatever the path takes. It quoted the sender's
 * rate; here both ends' are kept apart.
 */
export const udpPublished: Probe = {
  id: 'udp-published',
  title: 'UDP at 10 Gbit/s offered (published method)',
  tools: ['iperf3'],
  metrics: () => ['udp.sender-rate', 'udp.receiver-rate', 'udp.loss', 'udp.jitter'],
  expectedSeconds: (_params, seconds) => wholeSeconds(seconds) + 0.2,
  next({ params, seconds, address }, outputs) {
    if (outputs.length > 0) return undefined;
    const { via } = paramsSchema.parse(params);
    const to = address({ server: 'iperf', via });
    return {
      role: clientRole(via),
      argv: [...iperf3Argv(to, seconds), '-u', '-b', '10G', '--get-server-output'],
      timeoutSeconds: wholeSeconds(seconds) + 15,
      placement: 'separate-cores',
    };
  },
  parse(outputs) {
    const { sentBitsPerSecond, received } = readUdp(outputAt(outputs, 0));
    const sender = reading('udp.sender-rate', sentBitsPerSecond);
    if (!received)
      return [
        sender,
        ...allFailed(['udp.receiver-rate', 'udp.loss', 'udp.jitter'], "iperf3: no server's report came back"),
      ];
    return [
      sender,
      reading('udp.receiver-rate', received.bitsPerSecond),
      reading('udp.loss', received.lossPercent),
      reading('udp.jitter', received.jitterMicros),
    ];
  },
};
