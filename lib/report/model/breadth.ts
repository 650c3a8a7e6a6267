import type { Comparison, Evidence } from '../../domain/comparison.ts';
import { isTwin } from '../../domain/label.ts';
import { type MetricId, metricIds } from '../../domain/metric.ts';
import { seriesId } from '../../domain/series.ts';
import { verdictsBySeries } from './headlines.ts';
import { type Row, rowOf } from './row.ts';

/** One metric at one level, a row for every scenario of the plan but twins. */
export interface BreadthLine {
  readonly metric: MetricId;
  readonly services: number;
  readonly rows: readonly Row[];
}

/** Everything that was read at one point. */
export interface BreadthSection {
  readonly point: string;
  readonly title: string;
  readonly lines: readonly BreadthLine[];
}

const probeTitles: Readonly<Record<string, string>> = {
  tcp: 'TCP throughput',
  'udp-max': 'UDP, highest rate without loss',
  'udp-published': 'UDP at a fixed 10 Gbit/s (published method)',
  rtt: 'Round trip, unloaded',
  'rtt-loaded': 'Round trip beside a stream',
  'rtt-published': 'Round trip under load (published method)',
  connect: 'Connection set-up',
  http: 'HTTP',
  'dns-latency': 'DNS latency',
  'dns-capacity': 'DNS capacity',
  'dns-getent': 'DNS by getent (published method)',
  'tcp-paced': 'Cost of TCP at 1 Gbit/s',
  'connect-paced': 'Cost of 1,000 connections/s',
  idle: 'Without load',
  services: 'Programming of Services',
};

function paramText(name: string, value: string | number | boolean): string {
  switch (name) {
    case 'via':
      return value === 'host' ? 'from host to host' : `to the ${value}’s address`;
    case 'streams':
      return value === 1 ? 'one stream' : `${value} streams`;
    case 'qps':
      return value === 0 ? 'highest rate' : `${Number(value).toLocaleString('en')} requests/s`;
    case 'keepalive':
      return value ? 'keepalive' : 'Connection: close';
    case 'names':
      return value === 'fqdn' ? 'full names' : 'names through the search list';
    default:
      return name === 'server' ? String(value) : `${value} ${name}`;
  }
}

/** A point in words: `HTTP: fast-http, highest rate, keepalive, 32 connections`. */
export function pointTitle({ run }: Evidence, id: string): string {
  const point = run.plan.points.find((candidate) => candidate.id === id);
  const title = probeTitles[point?.probe ?? id] ?? id;
  const params = Object.entries(point?.params ?? {}).map(([name, value]) => paramText(name, value));
  return params.length === 0 ? title : `${title}: ${params.join(', ')}`;
}

/** Sorts all series by point, in the order of the plan, the scenarios side by side. */
export function breadthOf(evidence: Evidence, comparisons: readonly Comparison[]): BreadthSection[] {
  const verdicts = verdictsBySeries(comparisons);
  const scenarios = evidence.run.plan.scenarios.filter((name) => !isTwin(name));
  const byPoint = new Map<string, Map<string, { metric: MetricId; services: number }>>();
  for (const { point, metric, services } of evidence.series.values()) {
    const lines = byPoint.get(point) ?? new Map<string, { metric: MetricId; services: number }>();
    byPoint.set(point, lines.set(`${metric} ${services}`, { metric, services }));
  }
  const order = [...evidence.run.plan.points.map((point) => point.id), ...byPoint.keys()];
  return [...new Set(order)].flatMap((point): BreadthSection[] => {
    const lines = byPoint.get(point);
    if (!lines) return [];
    const sorted = [...lines.values()].sort(
      (a, b) => a.services - b.services || metricIds.indexOf(a.metric) - metricIds.indexOf(b.metric),
    );
    const withRows = sorted.map(({ metric, services }): BreadthLine => {
      const rows = scenarios.map((scenario) => {
        const key = { scenario, point, services, metric };
        return rowOf(evidence, key, verdicts.get(seriesId(key))?.verdict);
      });
      return { metric, services, rows };
    });
    return [{ point, title: pointTitle(evidence, point), lines: withRows }];
  });
}
