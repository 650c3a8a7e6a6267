import { z } from 'zod';
import type { Probe } from '../probe.ts';
import { errorsOf, percentileMicros, reachableQps, readFortio, requestedSeconds } from './fortio.ts';
import {
  fortioLoad,
  fortioStartSeconds,
  pilotScale,
  pilotSeconds,
  type Scale,
  scaleFrom,
} from './fortio-load.ts';
import { bucketsMicros } from './histogram.ts';
import { expectThat, outputAt } from './json.ts';
import { reading, targetMark } from './reading.ts';
import { clientRole } from './via.ts';

const loadShape = {
  /** 0: as fast as the answers come. */
  qps: z.number().nonnegative(),
  keepalive: z.boolean(),
  connections: z.number().int().positive(),
};

const paramsSchema = z.union([
  z.strictObject({ server: z.enum(['fast-http', 'httpbin']), ...loadShape }),
  // The nodes' own network has no httpbin.
  z.strictObject({ server: z.literal('fast-http'), ...loadShape, via: z.literal('host') }),
]);

const paths = { 'fast-http': '/', httpbin: '/get' } as const;

/** The published report's `-r 0.0001`: httpbin answers in milliseconds. */
const publishedScale: Scale = { offsetMicros: 0, resolutionMicros: 100 };

/** Each connection makes one request before the run, one after the other. */
const httpbinWarmUpSeconds = 0.2;

/** HTTP through the Service, or from host to host as its control, at a fixed rate or at the highest. */
export const http: Probe = {
  id: 'http',
  title: 'HTTP',
  tools: ['fortio'],
  metrics: () => ['http.rate', 'http.mean', 'http.p50', 'http.p99', 'http.errors'],
  expectedSeconds(params, seconds) {
    const warmUpSeconds = params.server === 'httpbin' ? httpbinWarmUpSeconds : 0;
    return pilotSeconds + seconds + 2 * (fortioStartSeconds + warmUpSeconds);
  },
  next({ params, seconds, address }, outputs) {
    const parsed = paramsSchema.parse(params);
    const { server, qps, keepalive, connections } = parsed;
    const via = 'via' in parsed ? parsed.via : 'service';
    const [pilot, measured] = outputs;
    const found = pilot ? scaleFrom(pilot, 'HTTP') : pilotScale;
    if (measured || !found) return undefined;
    const { host, port } = address({ server, via });
    return fortioLoad({
      role: clientRole(via),
      url: `http://${host}:${port}${paths[server]}`,
      seconds: pilot ? seconds : pilotSeconds,
      connections,
      qps,
      scale: server === 'httpbin' ? publishedScale : found,
      placement: 'separate-cores',
      flags: ['-nocatchup', '-uniform', '-sequential-warmup', ...(keepalive ? [] : ['-keepalive=false'])],
    });
  },
  parse(outputs, params) {
    const { qps, keepalive, connections } = paramsSchema.parse(params);
    readFortio(outputAt(outputs, 0), 'HTTP');
    const report = readFortio(outputAt(outputs, 1), 'HTTP');
    expectThat(
      report.NumThreads === connections,
      `fortio ran ${report.NumThreads} connections, not ${connections}`,
    );
    const histogram = report.DurationHistogram;
    expectThat(
      keepalive || report.SocketCount >= histogram.Count,
      `fortio made ${report.SocketCount} connections for ${histogram.Count} requests`,
    );
    const errors = errorsOf(report, '200');
    const codes = Object.keys(report.RetCodes).filter((code) => code !== '200');
    const what = codes.map((code) => (code === '-1' ? 'socket error' : `status ${code}`)).join(', ');
    expectThat(errors < histogram.Count, `every request failed: ${what}`);
    // Failed requests are in the histogram: with many of them it describes the failures.
    expectThat(errors <= 0.01 * histogram.Count, `${errors} of ${histogram.Count} requests failed: ${what}`);
    const reachable = reachableQps(qps, connections, requestedSeconds(report));
    const marks = qps > 0 ? targetMark(report.ActualQPS, reachable) : [];
    return [
      reading('http.rate', report.ActualQPS, marks),
      reading('http.mean', histogram.Avg * 1e6, marks),
      percentileMicros('http.p50', histogram, 50, marks),
      percentileMicros('http.p99', histogram, 99, marks),
      reading('http.errors', (100 * errors) / histogram.Count),
    ];
  },
  calls: (outputs) => bucketsMicros(readFortio(outputAt(outputs, 1), 'HTTP').DurationHistogram),
};
