import { z } from 'zod';
import type { Probe } from '../probe.ts';
import { readConnections } from './connections.ts';
import { percentileMicros } from './fortio.ts';
import { fortioLoad, fortioStartSeconds, pilotScale, pilotSeconds, scaleFrom } from './fortio-load.ts';
import { reading } from './reading.ts';
import { clientRole, viaSchema } from './via.ts';

const paramsSchema = z.strictObject({ via: viaSchema });

/**
 * One connection after the other, each for one small request: the time from connect(2) to the
 * answered handshake, which is where rules for new connections are walked.
 */
export const connect: Probe = {
  id: 'connect',
  title: 'Connection set-up',
  tools: ['fortio'],
  metrics: () => ['connect.min', 'connect.p50', 'connect.p99', 'connect.rate'],
  expectedSeconds: (_params, seconds) => pilotSeconds + seconds + 2 * fortioStartSeconds,
  next({ params, seconds, address }, outputs) {
    const { via } = paramsSchema.parse(params);
    const [pilot, measured] = outputs;
    const scale = pilot ? scaleFrom(pilot, 'HTTP', 'ConnectionStats') : pilotScale;
    if (measured || !scale) return undefined;
    const { host, port } = address({ server: 'fast-http', via });
    return fortioLoad({
      role: clientRole(via),
      url: `http://${host}:${port}/`,
      seconds: pilot ? seconds : pilotSeconds,
      connections: 1,
      qps: -1,
      scale,
      placement: 'same-core',
      flags: ['-keepalive=false'],
    });
  },
  parse(outputs) {
    readConnections(outputs, 0);
    const { report, connections } = readConnections(outputs, 1);
    return [
      reading('connect.min', connections.Min * 1e6),
      percentileMicros('connect.p50', connections, 50),
      percentileMicros('connect.p99', connections, 99),
      reading('connect.rate', report.ActualQPS),
    ];
  },
};
