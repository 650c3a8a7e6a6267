import type { Metric, MetricId } from '../metric.ts';
import type { Params } from '../point.ts';
import type { BaseScenarioId } from '../scenario.ts';

/** A text in the two languages of the reports. */
export interface Bilingual {
  readonly en: string;
  readonly ko: string;
}

/** One figure of one scenario, at the fewest Services of the plan or at this many. */
export interface Figure {
  readonly scenario: BaseScenarioId;
  readonly services: 'fewest' | number;
}

/** What must be so if a claim is true. */
export interface Expectation {
  readonly name: Bilingual;
  readonly metric: MetricId;
  readonly probe: string;
  /** Parameters that the point must have; others are free. */
  readonly params: Params;
  readonly value: Figure;
  readonly reference: Figure;
  readonly expect: 'better' | 'worse' | 'equivalent';
  /** The published ratio: on EKS a smaller effect contradicts the claim. */
  readonly publishedRatio?: number;
  /** Another view of the readings, where the metric itself has no ratio. */
  readonly view?: { readonly metric: Metric; of(value: number): number };
}

/** Looked at beside the expectations; decides nothing. */
export type Context = Omit<Expectation, 'expect' | 'publishedRatio'>;

export const claimIds = [
  'throughput',
  'loaded-rtt',
  'http-tail',
  'udp-loss',
  'iptables-scaling',
  'ebpf-scaling',
  'dns',
] as const;
export type ClaimId = (typeof claimIds)[number];

/** One headline of the published report, as something that measurements can speak for or against. */
export interface Claim {
  readonly id: ClaimId;
  readonly title: Bilingual;
  /**
   * Every one of them has to hold. Of a list of alternatives the first that the run measures often enough
   * stands for it.
   */
  readonly expectations: readonly (Expectation | readonly Expectation[])[];
  readonly context: readonly Context[];
  /** Why no lab or test bed on one machine can show even the mechanism. */
  readonly onlyOnEks?: Bilingual;
}
