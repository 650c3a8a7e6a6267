import { costOf, type ScenarioCost } from '../../domain/cost/deployment-cost.ts';
import { wallClockHours } from '../../domain/cost/deployment-hours.ts';
import { type PriceTable, pricesOf } from '../../domain/cost/price-table.ts';
import { eksSupportOn, type SupportState } from '../../domain/version-support.ts';
import type { PlanRequest } from '../../suite/build-plan.ts';
import { deploymentOf } from '../aws/options.ts';
import { hoursOf, type StageForecast, stagesOnEks } from '../aws/stages.ts';

export interface AwsPlanRequest {
  readonly plan: Omit<PlanRequest, 'layout'>;
  readonly region?: string;
  readonly versions?: string;
  /** Deployments of each scenario. */
  readonly replicates: number;
  /** How many deployments at once; all when left out. */
  readonly parallel?: number;
  readonly prices: PriceTable;
  /** ISO date, on which the support of the EKS version is looked up. */
  readonly on: string;
}

export interface AwsPlan {
  readonly target: 'aws';
  readonly region: string;
  readonly profile: string;
  readonly seed: number;
  readonly eks: string;
  readonly on: string;
  readonly support: SupportState;
  readonly prices: { readonly readOn: string; readonly sources: readonly string[] };
  readonly replicates: number;
  readonly scenarios: readonly ScenarioPlan[];
  readonly deployments: number;
  readonly parallel: number;
  readonly wallClockHours: { readonly serial: number; readonly parallel: number };
  readonly usd: number;
}

export interface ScenarioPlan extends ScenarioCost {
  readonly scenario: string;
  readonly stages: readonly StageForecast[];
}

/** What a campaign on AWS would do, take and cost. Pure: the date and the prices are handed in. */
export function planOnAws(request: AwsPlanRequest): AwsPlan {
  const { versions, region, instanceType, nodeCount } = deploymentOf(request);
  const support = eksSupportOn(versions.eks, request.on);
  const prices = pricesOf(request.prices, region);
  const scenarios = request.plan.scenarios.map((scenario): ScenarioPlan => {
    const stages = stagesOnEks({ ...request.plan, scenarios: [scenario] });
    const measuringHours = hoursOf(stages);
    const extendedSupport = support === 'extended';
    const cost = costOf({ prices, instanceType, nodeCount, measuringHours, extendedSupport });
    return { scenario, stages, ...cost };
  });
  const jobs = Array.from({ length: request.replicates }, () =>
    scenarios.map(({ hours }) => hours.total),
  ).flat();
  const parallel = Math.min(request.parallel ?? jobs.length, jobs.length);
  return {
    target: 'aws',
    region,
    profile: request.plan.profile,
    seed: request.plan.seed,
    eks: versions.eks,
    on: request.on,
    support,
    prices: { readOn: request.prices.readOn, sources: prices.sources },
    replicates: request.replicates,
    scenarios,
    deployments: jobs.length,
    parallel,
    wallClockHours: { serial: wallClockHours(jobs, 1), parallel: wallClockHours(jobs, parallel) },
    usd: scenarios.reduce((sum, { usd }) => sum + usd, 0) * request.replicates,
  };
}
