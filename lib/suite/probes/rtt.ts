import { z } from 'zod';
import type { Probe } from '../probe.ts';
import { fortioStartSeconds, pilotSeconds } from './fortio-load.ts';
import { callsOf, nextRoundTrips, readRoundTrips, roundTripMetrics } from './round-trips.ts';
import { clientRole, viaSchema } from './via.ts';

const paramsSchema = z.strictObject({ via: viaSchema });

/** Latency without load, as a request and its answer see it. */
export const rtt: Probe = {
  id: 'rtt',
  title: 'TCP round trip, unloaded',
  tools: ['fortio'],
  metrics: () => roundTripMetrics,
  expectedSeconds: (_params, seconds) => pilotSeconds + seconds + 2 * fortioStartSeconds,
  next({ params, seconds, address }, outputs) {
    const { via } = paramsSchema.parse(params);
    return nextRoundTrips(clientRole(via), address({ server: 'echo', via }), seconds, outputs);
  },
  parse: (outputs) => readRoundTrips(outputs),
  calls: callsOf,
};
