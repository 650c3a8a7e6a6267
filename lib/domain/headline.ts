import type { MetricId } from './metric.ts';
import { type Plan, stepsOf } from './plan.ts';
import type { Point } from './point.ts';

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

/** A headline that a plan measures, with the point and level that stand for it. */
export interface PlannedHeadline {
  readonly headline: Headline;
  readonly point: string;
  readonly services: number;
  /** In how many blocks. */
  readonly blocks: number;
}

/** A control from host to host never stands for a headline. */
function matches(headline: Headline, point: Point): boolean {
  return (
    point.probe === headline.probe &&
    point.params.via !== 'host' &&
    Object.entries(headline.params).every(([name, value]) => point.params[name] === value)
  );
}

/** In how many blocks each point is measured at each level: by point id, then by Services. */
function blocksByLevel(plan: Plan): Map<string, Map<number, number>> {
  const blocks = new Map<string, Map<number, Set<number>>>();
  for (const { block, level, step } of stepsOf(plan)) {
    const levels = blocks.get(step.point) ?? new Map<number, Set<number>>();
    blocks.set(
      step.point,
      levels.set(level.services, (levels.get(level.services) ?? new Set()).add(block.index)),
    );
  }
  return new Map(
    [...blocks].map(([point, levels]) => [
      point,
      new Map([...levels].map(([services, indexes]) => [services, indexes.size])),
    ]),
  );
}

/** Of the declared figures those that a plan measures. */
export function plannedOf(plan: Plan, declared: readonly Headline[]): PlannedHeadline[] {
  const byPoint = blocksByLevel(plan);
  return declared.flatMap((headline): PlannedHeadline[] => {
    const point = plan.points.find((candidate) => matches(headline, candidate))?.id;
    const levels = point === undefined ? undefined : byPoint.get(point);
    if (point === undefined || !levels) return [];
    const services = headline.services === 'fewest' ? Math.min(...levels.keys()) : headline.services;
    const blocks = levels.get(services);
    return blocks === undefined ? [] : [{ headline, point, services, blocks }];
  });
}

/** The headlines that this plan measures. */
export function plannedHeadlines(plan: Plan): PlannedHeadline[] {
  return plannedOf(plan, headlines);
}

/** The declared costs of Services that this plan measures. */
export function plannedScalings(plan: Plan): PlannedHeadline[] {
  return plannedOf(plan, scalings);
}
