import { z } from 'zod';
import type { MetricId } from '../../domain/metric.ts';
import type { Probe } from '../probe.ts';
import { fortioLoad, fortioStartSeconds, pilotScale, scaleFrom } from './fortio-load.ts';
import { besideSeconds, streamBeside, streamRate } from './iperf3.ts';
import { expectThat, outputAt } from './json.ts';
import { readRoundTrips } from './round-trips.ts';
import { clientRole, linkSchema, podOrHostSchema } from './via.ts';

const paramsSchema = z.strictObject({ via: podOrHostSchema, link: linkSchema });

/** Long enough for the stream to fill the queue in which the round trips will stand. */
const pilotSeconds = 0.5;

/**
 * So many at even times, over connections enough that none waits for its last answer: one after the other,
 * thousands of fast ones from before the queue was full would outnumber those that stood in it.
 */
const perSecond = 100;
const connections = 10;

const metrics: readonly MetricId[] = ['rtt.p50', 'rtt.p90'];

/** Round trips at a low rate while one stream takes all that the path, or a bottleneck on it, gives. */
export const rttSaturated: Probe = {
  id: 'rtt-saturated',
  title: 'TCP round trip beside a full stream',
  tools: ['fortio', 'iperf3'],
  metrics: () => metrics,
  expectedSeconds: (_params, seconds) =>
    besideSeconds(pilotSeconds) + besideSeconds(seconds) + 2 * fortioStartSeconds,
  next({ params, seconds, address }, outputs) {
    const { via, link } = paramsSchema.parse(params);
    const [pilot, measured] = outputs;
    const scale = pilot ? scaleFrom(pilot, 'TCP') : pilotScale;
    if (measured || !scale) return undefined;
    const role = clientRole(via);
    const lasts = pilot ? seconds : pilotSeconds;
    const { host, port } = address({ server: 'echo', via });
    const load = fortioLoad({
      role,
      url: `tcp://${host}:${port}`,
      seconds: lasts,
      connections,
      qps: perSecond,
      scale,
      placement: 'same-core',
    });
    const beside = streamBeside(role, address({ server: 'iperf', via }), lasts);
    return { ...load, ...(link === 'shaped' && { link }), beside };
  },
  parse(outputs) {
    expectThat(streamRate(outputAt(outputs, 1).beside) > 0, 'the stream beside it carried nothing');
    return readRoundTrips(outputs);
  },
};
