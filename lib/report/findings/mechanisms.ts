import type { Evidence } from '../../domain/comparison.ts';
import { type Contrast, contrast } from '../../domain/contrast.ts';
import type { Expectation, Figure } from '../../domain/published/claim.ts';
import { plannedBlocks, sidesOf } from '../../domain/published/sides.ts';
import { type Standing, standingOf } from '../../domain/published/standing.ts';
import { simultaneousLevel } from '../../domain/statistics/simultaneous.ts';
import { fewestBlocks } from '../../domain/verdict.ts';
import { both } from '../locale/words.ts';

export const mechanismIds = [
  'overlay-throughput',
  'overlay-latency',
  'chain-walk',
  'kept-connections',
  'map-lookup',
  'native-routing',
  'tunings-latency',
  'tunings-http',
] as const;
export type MechanismId = (typeof mechanismIds)[number];

type Rule = Omit<Expectation, 'name'> & { readonly id: MechanismId };

const at = (scenario: Figure['scenario'], services: Figure['services'] = 'fewest'): Figure => ({
  scenario,
  services,
});
const roundTrip = { metric: 'rtt.min', probe: 'rtt', params: { via: 'pod' } } as const;
const setUp = { metric: 'connect.min', probe: 'connect', params: { via: 'service' } } as const;

/** What the mechanisms lead one to expect, as data: each is held against what was measured. */
const rules: readonly Rule[] = [
  {
    id: 'overlay-throughput',
    metric: 'tcp.throughput',
    probe: 'tcp',
    params: { streams: 1, via: 'pod' },
    value: at('B'),
    reference: at('A'),
    expect: 'worse',
  },
  { id: 'overlay-latency', ...roundTrip, value: at('B'), reference: at('A'), expect: 'worse' },
  { id: 'chain-walk', ...setUp, value: at('A', 1000), reference: at('A'), expect: 'worse' },
  {
    id: 'kept-connections',
    metric: 'rtt.min',
    probe: 'rtt',
    params: { via: 'service' },
    value: at('A', 1000),
    reference: at('A'),
    expect: 'equivalent',
  },
  { id: 'map-lookup', ...setUp, value: at('C', 1000), reference: at('C'), expect: 'equivalent' },
  { id: 'native-routing', ...roundTrip, value: at('D'), reference: at('C'), expect: 'better' },
  { id: 'tunings-latency', ...roundTrip, value: at('E'), reference: at('D'), expect: 'better' },
  {
    id: 'tunings-http',
    metric: 'http.rate',
    probe: 'http',
    params: { server: 'fast-http', qps: 0, keepalive: true },
    value: at('E'),
    reference: at('D'),
    expect: 'better',
  },
];

/** One expectation and what the runs say of it. */
export interface MechanismFinding {
  readonly id: MechanismId;
  readonly asked: Expectation;
  readonly standing: Standing;
  /** Absent when no run has both scenarios and the point. */
  readonly contrast?: Contrast;
}

/** Holds every expectation against the runs; the intervals of those that can be decided hold together. */
export function mechanismFindings(runs: readonly Evidence[]): MechanismFinding[] {
  const asked = rules.map(({ id, ...rule }) => ({
    id,
    asked: { ...rule, name: both((words) => words.metric(rule.metric)) },
  }));
  const decidable = asked.filter((one) => plannedBlocks(one.asked, runs) >= fewestBlocks).length;
  const level = simultaneousLevel(Math.max(1, decidable));
  return asked.map((one) => {
    const [value, reference] = sidesOf(one.asked, runs) ?? [];
    const found =
      value && reference ? contrast(value, reference, { level, standing: 'headline' }) : undefined;
    return {
      ...one,
      standing: standingOf(one.asked, found, false),
      ...(found ? { contrast: found } : {}),
    };
  });
}
