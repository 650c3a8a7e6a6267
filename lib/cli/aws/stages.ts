import { stagePlan } from '../../domain/plan.ts';
import { type StageId, stageIds, stageLimitSeconds } from '../../domain/stage.ts';
import { buildPlan, type PlanRequest } from '../../suite/build-plan.ts';
import { paces } from '../../suite/pace.ts';
import { probes } from '../../suite/probes/registry.ts';
import { forecastOf } from '../forecast.ts';

export interface StageForecast {
  readonly id: StageId;
  readonly blocks: number;
  readonly steps: number;
  readonly seconds: number;
  /** Longer than a stage may take by plan. */
  readonly tooLong: boolean;
}

/** How long each stage of a cluster takes on EKS. */
export function stagesOnEks(request: Omit<PlanRequest, 'layout'>): StageForecast[] {
  const plan = buildPlan({ ...request, layout: 'staged', policies: true });
  return stageIds.map((id) => {
    const part = stagePlan(plan, id);
    const { steps, seconds } = forecastOf(part, probes, paces.kube);
    return { id, blocks: part.blocks.length, steps, seconds, tooLong: seconds > stageLimitSeconds };
  });
}

export function hoursOf(stages: readonly StageForecast[]): number {
  return stages.reduce((sum, { seconds }) => sum + seconds, 0) / 3600;
}
