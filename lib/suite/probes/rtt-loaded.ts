import { z } from 'zod';
import type { Probe } from '../probe.ts';
import { fortioStartSeconds, pilotSeconds } from './fortio-load.ts';
import { besideSeconds, checkPacedStream, pacedBitsPerSecond, streamBeside } from './iperf3.ts';
import { outputAt } from './json.ts';
import { nextRoundTrips, readRoundTrips, roundTripMetrics } from './round-trips.ts';
import { clientRole, podOrHostSchema } from './via.ts';

const paramsSchema = z.strictObject({ via: podOrHostSchema });

/** The round trips of `rtt` while a paced TCP stream of 1 Gbit/s shares the path. */
export const rttLoaded: Probe = {
  id: 'rtt-loaded',
  title: 'TCP round trip beside 1 Gbit/s',
  tools: ['fortio', 'iperf3'],
  metrics: () => roundTripMetrics,
  expectedSeconds: (_params, seconds) => pilotSeconds + fortioStartSeconds + besideSeconds(seconds) + 0.2,
  next({ params, seconds, address }, outputs) {
    const { via } = paramsSchema.parse(params);
    const role = clientRole(via);
    const invocation = nextRoundTrips(role, address({ server: 'echo', via }), seconds, outputs);
    // The pilot only finds where the histogram begins, which is below the fastest unloaded answer.
    if (!invocation || outputs.length === 0) return invocation;
    const stream = address({ server: 'iperf', via });
    return { ...invocation, beside: streamBeside(role, stream, seconds, pacedBitsPerSecond) };
  },
  parse(outputs) {
    checkPacedStream(outputAt(outputs, 1).beside, pacedBitsPerSecond);
    return readRoundTrips(outputs);
  },
};
