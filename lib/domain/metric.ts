/** A unit as it is stored. Presentation may scale it (bit/s to Gbit/s), storage never does. */
export type Unit = 'bit/s' | 'us' | 'ms' | 's' | '1/s' | '%' | 'count' | 'packet/s' | 'bytes';

export interface Metric {
  readonly title: string;
  readonly unit: Unit;
  readonly better: 'higher' | 'lower' | 'neither';
  /**
   * The smallest relative difference that would change an engineer's decision, fixed before any
   * measurement, and why it is that large. Absent for metrics that only explain others.
   */
  readonly margin?: { readonly ratio: number; readonly reason: string };
}

const throughputMargin = {
  ratio: 0.05,
  reason: 'instance sizes differ by factors; below 5 % nobody resizes',
};
const latencyMargin = {
  ratio: 0.05,
  reason: 'a hop of 50-200 us changes by 3-10 us, which a chain of ten services can just notice',
};
const tailMargin = { ratio: 0.2, reason: 'p99 repeats within 20-50 % on shared hosts' };
const costMargin = {
  ratio: 0.1,
  reason: 'below a tenth of what packets cost no fleet changes by a node',
};
const agentMargin = {
  ratio: 0.2,
  reason: 'what agents request is set in coarse steps; below a fifth nobody changes it',
};
const rateMargin = { ratio: 0.05, reason: 'one node more or less in twenty' };

/** Every metric that a probe may yield. The id is stable: it is the key in journals. */
export const metrics = {
  'tcp.throughput': {
    title: 'TCP throughput, receiver',
    unit: 'bit/s',
    better: 'higher',
    margin: throughputMargin,
  },
  'tcp.retransmits': { title: 'TCP retransmits', unit: 'count', better: 'lower' },
  'udp.max-rate': {
    title: 'UDP rate below 0.1 % loss',
    unit: 'bit/s',
    better: 'higher',
    margin: { ratio: 0.1, reason: 'the bisection stops at 5 % steps' },
  },
  'udp.max-packet-rate': { title: 'UDP packets below 0.1 % loss', unit: 'packet/s', better: 'higher' },
  'udp.sender-rate': { title: 'UDP rate, sender', unit: 'bit/s', better: 'neither' },
  'udp.receiver-rate': {
    title: 'UDP rate, receiver',
    unit: 'bit/s',
    better: 'higher',
    margin: throughputMargin,
  },
  'udp.loss': { title: 'UDP loss', unit: '%', better: 'lower' },
  'udp.jitter': { title: 'UDP jitter', unit: 'us', better: 'lower' },
  'rtt.min': { title: 'RTT minimum', unit: 'us', better: 'lower', margin: latencyMargin },
  'rtt.p50': { title: 'RTT p50', unit: 'us', better: 'lower', margin: latencyMargin },
  'rtt.p90': { title: 'RTT p90', unit: 'us', better: 'lower', margin: tailMargin },
  'rtt.p99': { title: 'RTT p99', unit: 'us', better: 'lower', margin: tailMargin },
  'rtt.p999': { title: 'RTT p99.9', unit: 'us', better: 'lower' },
  'rtt.loaded-mean': {
    title: 'Loaded RTT, mean (published method)',
    unit: 'us',
    better: 'lower',
    margin: tailMargin,
  },
  'connect.min': { title: 'Connection set-up minimum', unit: 'us', better: 'lower', margin: latencyMargin },
  'connect.p50': { title: 'Connection set-up p50', unit: 'us', better: 'lower', margin: latencyMargin },
  'connect.p99': { title: 'Connection set-up p99', unit: 'us', better: 'lower', margin: tailMargin },
  'connect.rate': { title: 'Connections per second', unit: '1/s', better: 'higher', margin: rateMargin },
  'http.rate': { title: 'HTTP requests per second', unit: '1/s', better: 'higher', margin: rateMargin },
  'http.mean': { title: 'HTTP latency mean', unit: 'us', better: 'lower', margin: latencyMargin },
  'http.p50': { title: 'HTTP latency p50', unit: 'us', better: 'lower', margin: latencyMargin },
  'http.p99': { title: 'HTTP latency p99', unit: 'us', better: 'lower', margin: tailMargin },
  'http.errors': { title: 'HTTP errors', unit: '%', better: 'lower' },
  'dns.p50': { title: 'DNS latency p50', unit: 'us', better: 'lower', margin: latencyMargin },
  'dns.p99': { title: 'DNS latency p99', unit: 'us', better: 'lower', margin: tailMargin },
  'dns.loss': { title: 'DNS queries lost', unit: '%', better: 'lower' },
  'dns.capacity': {
    title: 'DNS queries per second below 0.1 % loss',
    unit: '1/s',
    better: 'higher',
    margin: { ratio: 0.1, reason: 'the search stops at 10 % steps' },
  },
  'dns.getent': { title: 'DNS by fork and getent (published method)', unit: 'ms', better: 'lower' },
  'cost.cpu-seconds-per-gbit': {
    title: 'Processor time per Gbit, whole nodes',
    unit: 's',
    better: 'lower',
    margin: costMargin,
  },
  'cost.cni-cpu-seconds-per-gbit': {
    title: 'Processor time per Gbit, CNI agents',
    unit: 's',
    better: 'lower',
  },
  'cost.cpu-seconds-per-10k-connections': {
    title: 'Processor time per 10,000 connections, whole nodes',
    unit: 's',
    better: 'lower',
    margin: costMargin,
  },
  'cost.cni-cpu-seconds-per-10k-connections': {
    title: 'Processor time per 10,000 connections, CNI agents',
    unit: 's',
    better: 'lower',
  },
  'cost.cni-memory': { title: 'Memory beside the load, CNI agents', unit: 'bytes', better: 'lower' },
  'idle.cpu': { title: 'Idle: processor time, whole nodes', unit: '%', better: 'lower' },
  'idle.cni-cpu': {
    title: 'Idle: processor time, CNI agents',
    unit: '%',
    better: 'lower',
    margin: agentMargin,
  },
  'idle.cni-memory': { title: 'Memory, CNI agents', unit: 'bytes', better: 'lower', margin: agentMargin },
  'idle.kube-proxy-cpu': {
    title: 'Idle: processor time, kube-proxy',
    unit: '%',
    better: 'lower',
    margin: agentMargin,
  },
  'idle.kube-proxy-memory': {
    title: 'Memory, kube-proxy',
    unit: 'bytes',
    better: 'lower',
    margin: agentMargin,
  },
  'services.rules': { title: 'Service rules or map entries', unit: 'count', better: 'neither' },
  'services.sync': { title: 'Time to programme the Services', unit: 'ms', better: 'lower' },
  'services.proxy-sync': {
    title: 'Sync of kube-proxy by its own account, mean',
    unit: 'ms',
    better: 'lower',
  },
} as const satisfies Record<string, Metric>;

export type MetricId = keyof typeof metrics;
export const metricIds = Object.keys(metrics) as [MetricId, ...MetricId[]];

/** The catalogue's entry, with the optional fields visible. */
export function metric(id: MetricId): Metric {
  return metrics[id];
}
