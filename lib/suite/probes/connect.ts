import { z } from 'zod';
import { OutputError, type Probe } from '../probe.ts';
import { expectNoErrors, percentileMicros, readFortio } from './fortio.ts';
import { fortioLoad, fortioStartSeconds, pilotScale, pilotSeconds, scaleFrom } from './fortio-load.ts';
import { expectThat, outputAt } from './json.ts';
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

/** Fortio times refused connections like accepted ones, so a single failure spoils the minimum. */
function readConnections(outputs: Parameters<Probe['parse']>[0], index: number) {
  const report = readFortio(outputAt(outputs, index), 'HTTP');
  expectNoErrors(report, '200');
  const connections = report.ConnectionStats;
  if (!connections) throw new OutputError('fortio printed no ConnectionStats');
  expectThat(connections.Count === report.SocketCount, 'fortio: ConnectionStats.Count is not SocketCount');
  // One more than requests: the warm-up has a connection of its own.
  expectThat(
    connections.Count === report.DurationHistogram.Count + report.NumThreads,
    `fortio made ${connections.Count} connections for ${report.DurationHistogram.Count} requests`,
  );
  expectThat(
    connections.Sum <= (1.05 * report.ActualDuration) / 1e9 + report.NumThreads,
    'fortio: the connection times add up to more than the run',
  );
  return { report, connections };
}
