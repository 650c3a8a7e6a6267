import type { MetricId } from './metric.ts';

/** One figure that was declared, before any measurement, to be compared with simultaneous intervals. */
export interface Headline {
  readonly id: string;
  readonly title: string;
  /** As it stands in a sentence. */
  readonly name: string;
  readonly metric: MetricId;
  readonly probe: string;
  /** Parameters that the point must have; others are free. */
  readonly params: Readonly<Record<string, string | number | boolean>>;
  /** At the fewest Services of the plan, or at this many. */
  readonly services: 'fewest' | number;
}

/** The level at which published reports show what Services cost. */
export const manyServices = 1000;

const connect = {
  metric: 'connect.min',
  probe: 'connect',
  params: { via: 'service' },
} as const;

/**
 * What a choice between datapaths rests on, one figure a question. Of round trip and connection set-up it is
 * the minimum over thousands of events: the length of the path through the kernel. It varies less over
 * blocks than p50, which also holds how client and server are scheduled (figures: docs/methodology.md).
 * Everything else that is measured is descriptive: with hundreds of comparisons some would look decided by
 * chance alone.
 */
export const headlines: readonly Headline[] = [
  {
    // First, since it alone says something of throughput where a credit or a limit decides the rate, as on EC2.
    id: 'cpu-per-gbit',
    title: 'Processor time per Gbit at 1 Gbit/s',
    name: 'processor time per Gbit',
    metric: 'cost.cpu-seconds-per-gbit',
    probe: 'tcp-paced',
    params: { via: 'pod' },
    services: 'fewest',
  },
  {
    id: 'throughput',
    title: 'TCP throughput, one stream',
    name: 'throughput',
    metric: 'tcp.throughput',
    probe: 'tcp',
    params: { streams: 1, via: 'pod' },
    services: 'fewest',
  },
  {
    id: 'rtt',
    title: 'Round trip, unloaded, minimum',
    name: 'round trip',
    metric: 'rtt.min',
    probe: 'rtt',
    params: { via: 'pod' },
    services: 'fewest',
  },
  {
    id: 'connect',
    title: 'Connection set-up, minimum',
    name: 'connection set-up',
    ...connect,
    services: 'fewest',
  },
  {
    id: 'connect-many',
    title: `Connection set-up at ${manyServices.toLocaleString('en')} Services, minimum`,
    name: `connection set-up at ${manyServices.toLocaleString('en')} Services`,
    ...connect,
    services: manyServices,
  },
  {
    id: 'http',
    title: 'HTTP keepalive, highest rate',
    name: 'HTTP rate',
    metric: 'http.rate',
    probe: 'http',
    params: { server: 'fast-http', qps: 0, keepalive: true },
    services: 'fewest',
  },
  {
    id: 'dns',
    title: 'DNS lookup, p50',
    name: 'DNS',
    metric: 'dns.p50',
    probe: 'dns-latency',
    params: { names: 'fqdn' },
    services: 'fewest',
  },
];

/**
 * What tells the cost of Services, each against itself at the fewest: new connections should pay it where
 * a chain of rules is walked, and requests on open connections nowhere.
 */
export const scalings: readonly Headline[] = [
  {
    id: 'connect-scaling',
    title: 'Connection set-up, minimum',
    name: 'connection set-up',
    ...connect,
    services: manyServices,
  },
  {
    id: 'keepalive-scaling',
    title: 'Round trip on a kept connection, minimum',
    name: 'round trip on a kept connection',
    metric: 'rtt.min',
    probe: 'rtt',
    params: { via: 'service' },
    services: manyServices,
  },
];
