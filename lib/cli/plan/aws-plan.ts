import { costOf, type ScenarioCost } from '../../domain/deployment-cost.ts';
import { wallClockHours } from '../../domain/deployment-hours.ts';
import { stagePlan } from '../../domain/plan.ts';
import { type PriceTable, pricesOf } from '../../domain/price-table.ts';
import { type StageId, stageIds, stageLimitSeconds } from '../../domain/stage.ts';
import { eksSupportOn, type SupportState } from '../../domain/version-support.ts';
import { buildPlan, type PlanRequest } from '../../suite/build-plan.ts';
import { paces } from '../../suite/pace.ts';
import { probes } from '../../suite/probes/registry.ts';
import { deploymentOf } from '../aws/options.ts';
import { forecastOf } from '../forecast.ts';

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
  readonly stages: readonly {
    readonly id: StageId;
    readonly blocks: number;
    readonly steps: number;
    readonly seconds: number;
    /** Longer than a stage may take by plan. */
    readonly tooLong: boolean;
  }[];
}

/** What a campaign on AWS would do, take and cost. Pure: the date and the prices are handed in. */
export function planOnAws(request: AwsPlanRequest): AwsPlan {
  const { versions, region, instanceType, nodeCount } = deploymentOf(request);
  const support = eksSupportOn(versions.eks, request.on);
  const prices = pricesOf(request.prices, region);
  const scenarios = request.plan.scenarios.map((scenario): ScenarioPlan => {
    const stages = stagesOf({ ...request.plan, scenarios: [scenario] });
    const measuringHours = stages.reduce((sum, { seconds }) => sum + seconds, 0) / 3600;
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

function stagesOf(request: PlanRequest): ScenarioPlan['stages'] {
  const plan = buildPlan({ ...request, layout: 'staged' });
  return stageIds.map((id) => {
    const part = stagePlan(plan, id);
    const { steps, seconds } = forecastOf(part, probes, paces.kube);
    return { id, blocks: part.blocks.length, steps, seconds, tooLong: seconds > stageLimitSeconds };
  });
}
