import { point } from '../lib/domain/point.ts';

const fastHttp = { server: 'fast-http', qps: 0, keepalive: true, connections: 32 };

/** Figures that the suite and the bare tool both read: the point, and how the tool's own report says it. */
export const figures = {
  throughput: {
    metric: 'tcp.throughput',
    point: point('tcp', { streams: 1, via: 'pod' }, 1),
    bare: (report: string): number => JSON.parse(report).end.sum_received.bits_per_second,
  },
  roundTrip: {
    metric: 'rtt.min',
    point: point('rtt', { via: 'pod' }, 1),
    bare: (report: string): number => 1e6 * JSON.parse(report).DurationHistogram.Min,
  },
  connect: {
    metric: 'connect.min',
    point: point('connect', { via: 'service' }, 1),
    bare: (report: string): number => 1e6 * JSON.parse(report).ConnectionStats.Min,
  },
  http: {
    metric: 'http.rate',
    point: point('http', fastHttp, 1),
    bare: (report: string): number => JSON.parse(report).ActualQPS,
  },
} as const;
