import { z } from 'zod';
import type { Probe } from '../probe.ts';
import { expectNoErrors, percentileMicros, readFortio } from './fortio.ts';
import { fortioLoad, fortioStartSeconds, pilotScale, pilotSeconds, scaleFrom } from './fortio-load.ts';
import { outputAt } from './json.ts';
import { reading } from './reading.ts';
import { clientRole, viaSchema } from './via.ts';

const paramsSchema = z.strictObject({ via: viaSchema });

/** Round trips of 24 bytes over one kept TCP connection, one at a time: latency without load. */
export const rtt: Probe = {
  id: 'rtt',
  title: 'TCP round trip, unloaded',
  tools: ['fortio'],
  metrics: () => ['rtt.min', 'rtt.p50', 'rtt.p90', 'rtt.p99', 'rtt.p999'],
  expectedSeconds: (_params, seconds) => pilotSeconds + seconds + 2 * fortioStartSeconds,
  next({ params, seconds, address }, outputs) {
    const { via } = paramsSchema.parse(params);
    const [pilot, measured] = outputs;
    const scale = pilot ? scaleFrom(pilot, 'TCP') : pilotScale;
    if (measured || !scale) return undefined;
    const { host, port } = address({ server: 'echo', via });
    return fortioLoad({
      role: clientRole(via),
      url: `tcp://${host}:${port}`,
      seconds: pilot ? seconds : pilotSeconds,
      connections: 1,
      qps: -1,
      scale,
      placement: 'same-core',
    });
  },
  parse(outputs) {
    const pilot = readFortio(outputAt(outputs, 0), 'TCP');
    expectNoErrors(pilot, 'OK');
    const report = readFortio(outputAt(outputs, 1), 'TCP');
    expectNoErrors(report, 'OK');
    const histogram = report.DurationHistogram;
    return [
      reading('rtt.min', histogram.Min * 1e6),
      percentileMicros('rtt.p50', histogram, 50),
      percentileMicros('rtt.p90', histogram, 90),
      percentileMicros('rtt.p99', histogram, 99),
      percentileMicros('rtt.p999', histogram, 99.9),
    ];
  },
};
