import type { MetricId } from '../metric.ts';
import type { Params } from '../point.ts';
import type { Scenario } from '../scenario.ts';

/** Kinds of workload for which a datapath is chosen. */
export const workloadIds = [
  'small-cluster',
  'many-services',
  'short-connections',
  'multi-hop',
  'udp-media',
  'policy',
  'observability',
] as const;
export type WorkloadId = (typeof workloadIds)[number];

/** A figure that a choice rests on: each scenario against the baseline at this point. */
export interface Criterion {
  readonly id: string;
  readonly metric: MetricId;
  readonly probe: string;
  /** Parameters that the point must have; others are free. */
  readonly params: Params;
  readonly services: 'fewest' | number;
  /** A decisive one chooses; a scenario that is worse in any other must not be chosen either. */
  readonly decisive: boolean;
}

/** What chooses a datapath for one kind of workload. */
export interface Workload {
  readonly id: WorkloadId;
  /** What a scenario must be able to do, whatever was measured; by vendors' documents. */
  readonly needs?: { readonly id: 'l7-and-names' | 'flow-events'; met(scenario: Scenario): boolean };
  readonly criteria: readonly Criterion[];
  /** Whether a request waits for calls in a row: a scenario whose chains are longer must not be chosen. */
  readonly chained?: true;
}

const roundTrip = {
  id: 'rtt',
  metric: 'rtt.min',
  probe: 'rtt',
  params: { via: 'pod' },
  services: 'fewest',
} as const;
const setUp = { metric: 'connect.min', probe: 'connect', params: { via: 'service' } } as const;
const agentMemory = {
  id: 'agent-memory',
  metric: 'idle.cni-memory',
  probe: 'idle',
  params: {},
  services: 'fewest',
} as const;
const fastHttp = { probe: 'http', params: { server: 'fast-http', keepalive: true } } as const;

/** The rules, as data. */
export const workloads: readonly Workload[] = [
  {
    id: 'small-cluster',
    criteria: [
      { ...roundTrip, decisive: true },
      { id: 'connect', ...setUp, services: 'fewest', decisive: true },
      { ...agentMemory, decisive: false },
    ],
  },
  {
    id: 'many-services',
    criteria: [
      { id: 'connect-many', ...setUp, services: 1000, decisive: true },
      { ...agentMemory, decisive: false },
    ],
  },
  {
    id: 'short-connections',
    criteria: [
      { id: 'connect', ...setUp, services: 'fewest', decisive: true },
      {
        id: 'close-rate',
        metric: 'http.rate',
        probe: 'http',
        params: { server: 'fast-http', keepalive: false, qps: 0 },
        services: 'fewest',
        decisive: true,
      },
      {
        id: 'connection-cost',
        metric: 'cost.cpu-seconds-per-10k-connections',
        probe: 'connect-paced',
        params: { via: 'service' },
        services: 'fewest',
        decisive: false,
      },
    ],
  },
  {
    id: 'multi-hop',
    chained: true,
    criteria: [
      { ...roundTrip, decisive: true },
      {
        id: 'http-p99',
        metric: 'http.p99',
        probe: fastHttp.probe,
        params: { ...fastHttp.params, qps: 1000 },
        services: 'fewest',
        decisive: false,
      },
      {
        id: 'http-rate',
        metric: 'http.rate',
        probe: fastHttp.probe,
        params: { ...fastHttp.params, qps: 0 },
        services: 'fewest',
        decisive: false,
      },
    ],
  },
  {
    id: 'udp-media',
    criteria: [
      {
        id: 'udp-rate',
        metric: 'udp.max-rate',
        probe: 'udp-max',
        params: { via: 'pod' },
        services: 'fewest',
        decisive: true,
      },
    ],
  },
  {
    id: 'policy',
    needs: { id: 'l7-and-names', met: ({ cni }) => cni === 'cilium' },
    criteria: [{ ...roundTrip, decisive: false }],
  },
  {
    id: 'observability',
    needs: {
      id: 'flow-events',
      met: ({ cni, tunings }) => cni === 'cilium' && !tunings.includes('hubble-off'),
    },
    criteria: [{ ...roundTrip, decisive: false }],
  },
];
