import type { MetricId } from '../../lib/domain/metric.ts';
import type { Point } from '../../lib/domain/point.ts';

/** Factors on a plain native path: what the datapaths of a lab were seen to differ by. */
const latencyFactor: Readonly<Record<string, number>> = { A: 1, B: 1.34, C: 1.005, D: 0.79, E: 0.8 };
const throughputFactor: Readonly<Record<string, number>> = { A: 1, B: 0.51, C: 0.46, D: 1.2, E: 0.34 };
/** Added to a connection's set-up by each Service in the chain, us. */
const connectPerService: Readonly<Record<string, number>> = { A: 0.009, B: 0.026 };

function via(point: Point): string {
  return String(point.params.via ?? 'pod');
}

/** The noise-free figures of one point, by metric, in the metrics' units. */
export function trueFigures(
  scenario: string,
  point: Point,
  services: number,
): Partial<Record<MetricId, number>> {
  const base = scenario[0] ?? 'A';
  const slow = via(point) === 'host' ? 0.7 : (latencyFactor[base] ?? 1);
  const fast = via(point) === 'host' ? 1.3 : (throughputFactor[base] ?? 1);
  const connect = 27.5 * slow + services * (connectPerService[base] ?? 0);
  const httpbin = point.params.server === 'httpbin';
  switch (point.probe) {
    case 'tcp':
      return { 'tcp.throughput': 50.2e9 * fast, 'tcp.retransmits': 3 };
    case 'udp-max':
      return { 'udp.max-rate': 2.9e9 / slow, 'udp.max-packet-rate': 257e3 / slow };
    case 'udp-published':
      return {
        'udp.sender-rate': 8.9e9,
        'udp.receiver-rate': 7.9e9 / slow,
        'udp.loss': 11.2,
        'udp.jitter': 4.1,
      };
    case 'rtt':
      return {
        'rtt.min': 6.9 * slow,
        'rtt.p50': 8.8 * slow,
        'rtt.p90': 10.4 * slow,
        'rtt.p99': 17 * slow,
        'rtt.p999': 48 * slow,
      };
    case 'rtt-loaded':
      return { 'rtt.p50': 61 * slow, 'rtt.p90': 92 * slow, 'rtt.p99': 240 * slow };
    case 'tcp-shaped':
      return { 'tcp.throughput': 0.95e9, 'tcp.retransmits': 300 };
    case 'rtt-saturated': {
      const shaped = point.params.link === 'shaped';
      const p50 = shaped ? (scenario.startsWith('E') ? 1500 : 31_700) : 110 * slow;
      return { 'rtt.p50': p50, 'rtt.p90': 1.2 * p50, 'rtt.p99': 1.4 * p50 };
    }
    case 'rtt-published':
      return { 'rtt.loaded-mean': 120 * slow };
    case 'connect':
      return {
        'connect.min': 0.82 * connect,
        'connect.p50': connect,
        'connect.p99': 2.3 * connect,
        'connect.rate': 1e6 / (1.15 * connect),
      };
    case 'http': {
      const asked = Number(point.params.qps);
      const most = httpbin ? 3900 : point.params.keepalive ? 149e3 / slow : 31e3 / slow;
      const mean = httpbin ? 2300 : 210 * slow + (point.params.keepalive ? 0 : connect);
      return {
        'http.rate': asked === 0 ? most : Math.min(asked, most),
        'http.mean': mean,
        'http.p50': 0.9 * mean,
        'http.p99': 3.1 * mean,
        'http.errors': 0,
      };
    }
    case 'dns-latency':
      return { 'dns.p50': 54.6 * slow, 'dns.p99': 160 * slow, 'dns.loss': 0 };
    case 'dns-capacity':
      return { 'dns.capacity': 61e3 / slow };
    case 'dns-getent':
      return { 'dns.getent': 2 };
    case 'tcp-paced':
      return { 'cost.cpu-seconds-per-gbit': 0.21 / fast };
    case 'connect-paced':
      return { 'cost.cpu-seconds-per-10k-connections': 5.2 * slow };
    case 'idle':
      return { 'idle.cpu': 0.8 };
    default:
      return {};
  }
}

/** What programming this many Services yields. */
export function servicesFigures(scenario: string, services: number): Partial<Record<MetricId, number>> {
  const chains = scenario.startsWith('A') || scenario.startsWith('B');
  return chains
    ? { 'services.rules': 4 * services + 11, 'services.sync': 9 + 0.12 * services }
    : { 'services.rules': services, 'services.sync': 4 + 0.026 * services };
}

/** How widely repetitions scatter: standard deviation of the logarithm. */
export function spreadOf(metric: MetricId): number {
  if (metric.endsWith('p99') || metric.endsWith('p999')) return 0.22;
  if (metric.endsWith('min')) return 0.008;
  return metric.startsWith('services.rules') ? 0 : 0.018;
}
