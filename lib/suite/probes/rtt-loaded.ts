import { z } from 'zod';
import type { Probe } from '../probe.ts';
import { fortioStartSeconds, pilotSeconds } from './fortio-load.ts';
import { checkPacedStream, iperf3Argv, pacedBitsPerSecond } from './iperf3.ts';
import { outputAt } from './json.ts';
import { nextRoundTrips, readRoundTrips, roundTripMetrics } from './round-trips.ts';
import { clientRole, podOrHostSchema } from './via.ts';

const paramsSchema = z.strictObject({ via: podOrHostSchema });

/** The stream begins before the round trips and outlasts them. */
const streamSeconds = (seconds: number) => Math.ceil(seconds) + 1;

/** The round trips of `rtt` while a paced TCP stream of 1 Gbit/s shares the path. */
export const rttLoaded: Probe = {
  id: 'rtt-loaded',
  title: 'TCP round trip beside 1 Gbit/s',
  tools: ['fortio', 'iperf3'],
  metrics: () => roundTripMetrics,
  expectedSeconds: (_params, seconds) => pilotSeconds + fortioStartSeconds + streamSeconds(seconds) + 0.2,
  next({ params, seconds, address }, outputs) {
    const { via } = paramsSchema.parse(params);
    const role = clientRole(via);
    const invocation = nextRoundTrips(role, address({ server: 'echo', via }), seconds, outputs);
    // The pilot only finds where the histogram begins, which is below the fastest unloaded answer.
    if (!invocation || outputs.length === 0) return invocation;
    const stream = iperf3Argv(address({ server: 'iperf', via }), streamSeconds(seconds));
    const beside = {
      role,
      argv: [...stream, '-b', String(pacedBitsPerSecond)] satisfies [string, ...string[]],
      timeoutSeconds: streamSeconds(seconds) + 10,
      placement: 'separate-cores' as const,
    };
    return { ...invocation, beside };
  },
  parse(outputs) {
    checkPacedStream(outputAt(outputs, 1).beside, pacedBitsPerSecond);
    return readRoundTrips(outputs);
  },
};
