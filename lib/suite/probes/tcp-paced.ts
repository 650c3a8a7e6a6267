import { z } from 'zod';
import type { Probe } from '../probe.ts';
import { costOf, memoryOf } from './cost.ts';
import { iperf3Argv, pacedBitsPerSecond, readTcp, wholeSeconds } from './iperf3.ts';
import { outputAt } from './json.ts';
import { targetMark } from './reading.ts';
import { clientRole, podOrHostSchema } from './via.ts';

const paramsSchema = z.strictObject({ via: podOrHostSchema });

/** What carrying 1 Gbit/s costs: a figure that neither a fast wire nor a burst credit flatters. */
export const tcpPaced: Probe = {
  id: 'tcp-paced',
  title: 'TCP at 1 Gbit/s',
  tools: ['iperf3'],
  metrics: () => ['cost.cpu-seconds-per-gbit', 'cost.cni-cpu-seconds-per-gbit', 'cost.cni-memory'],
  expectedSeconds: (_params, seconds) => wholeSeconds(seconds) + 0.2,
  next({ params, seconds, address }, outputs) {
    if (outputs.length > 0) return undefined;
    const { via } = paramsSchema.parse(params);
    return {
      role: clientRole(via),
      argv: [
        ...iperf3Argv(address({ server: 'iperf', via }), seconds),
        ...['-b', String(pacedBitsPerSecond)],
      ],
      timeoutSeconds: wholeSeconds(seconds) + 10,
      placement: 'separate-cores',
    };
  },
  parse(outputs, _params, observed) {
    const { sum_received: received } = readTcp(outputAt(outputs, 0), 1).end;
    const marks = targetMark(received.bits_per_second, pacedBitsPerSecond);
    const gigabits = (received.bytes * 8) / 1e9;
    return [
      costOf('cost.cpu-seconds-per-gbit', 'cpu.busy', observed, gigabits, marks),
      costOf('cost.cni-cpu-seconds-per-gbit', 'cni.cpu-seconds', observed, gigabits, marks),
      memoryOf('cost.cni-memory', 'cni.memory-bytes', observed),
    ];
  },
};
