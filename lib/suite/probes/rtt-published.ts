import { z } from 'zod';
import type { Probe } from '../probe.ts';
import { iperf3Argv, readTcp, wholeSeconds } from './iperf3.ts';
import { expectThat, outputAt } from './json.ts';
import { reading } from './reading.ts';
import { clientRole, podOrHostSchema } from './via.ts';

const paramsSchema = z.strictObject({ via: podOrHostSchema });

/**
 * The published report's "RTT": the kernel's mean round-trip estimate of one saturating stream of
 * 1-byte writes. It is queueing under load, so it is named that.
 */
export const rttPublished: Probe = {
  id: 'rtt-published',
  title: 'Loaded round trip (published method)',
  tools: ['iperf3'],
  metrics: () => ['rtt.loaded-mean'],
  expectedSeconds: (_params, seconds) => wholeSeconds(seconds) + 0.2,
  next({ params, seconds, address }, outputs) {
    if (outputs.length > 0) return undefined;
    const { via } = paramsSchema.parse(params);
    return {
      role: clientRole(via),
      argv: [...iperf3Argv(address({ server: 'iperf', via }), seconds), '--length', '1'],
      timeoutSeconds: wholeSeconds(seconds) + 10,
      placement: 'separate-cores',
    };
  },
  parse(outputs) {
    const { start, end } = readTcp(outputAt(outputs, 0), 1);
    expectThat(start.test_start.blksize === 1, `iperf3 wrote ${start.test_start.blksize} bytes at a time`);
    const sender = end.streams[0]?.sender;
    expectThat(sender !== undefined && sender.mean_rtt > 0, 'iperf3 has no mean_rtt: no sample was taken');
    expectThat(
      sender.min_rtt <= sender.mean_rtt && sender.mean_rtt <= sender.max_rtt,
      'iperf3: mean_rtt is outside of min_rtt and max_rtt',
    );
    return [reading('rtt.loaded-mean', sender.mean_rtt)];
  },
};
