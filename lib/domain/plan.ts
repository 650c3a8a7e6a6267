import { z } from 'zod';
import { pointSchema } from './point.ts';
import { type PolicyCaseId, policyCaseIds } from './policy/policy-matrix.ts';
import { type StageId, stageSchema } from './stage.ts';

/** The pseudo point of the step that programmes the Services of a level. */
export const servicesPoint = 'services';

const stepSchema = z.strictObject({
  /** `b03-s1000-A-connect.via=service`: unique in a plan, safe as a file name. */
  id: z.string(),
  scenario: z.string(),
  /** Id of a point, or `services`. */
  point: z.string(),
});
export type Step = z.infer<typeof stepSchema>;

const levelSchema = z.strictObject({
  /** How many Services exist while these steps run. */
  services: z.number().int().positive(),
  /** By scenario: where the measured Service shall stand in the chain, 0 first to 1 last. */
  places: z.record(z.string(), z.number().min(0).max(1)),
  steps: z.array(stepSchema),
});
export type Level = z.infer<typeof levelSchema>;

/** One repetition: service levels in shuffled order, and in each its steps in shuffled order. */
const blockSchema = z.strictObject({ index: z.number().int().nonnegative(), levels: z.array(levelSchema) });
export type Block = z.infer<typeof blockSchema>;

/** What a run does, in order. The same seed and profile give the same plan. */
export const planSchema = z.strictObject({
  seed: z.number().int(),
  profile: z.string(),
  scenarios: z.array(z.string()).min(1),
  points: z.array(pointSchema),
  blocks: z.array(blockSchema),
  /** Only where a cluster is measured in stages: each block is in one of them. */
  stages: z.array(stageSchema).optional(),
  /** Cases of the policy matrix, once for each scenario after all blocks; absent where none can be tried. */
  policies: z.array(z.enum(policyCaseIds)).min(1).optional(),
});
export type Plan = z.infer<typeof planSchema>;

/** Every step of a plan, in order, with its block and level. */
export function* stepsOf(plan: Plan): Generator<{ block: Block; level: Level; step: Step }> {
  for (const block of plan.blocks)
    for (const level of block.levels) for (const step of level.steps) yield { block, level, step };
}

/** Every policy of a plan, in order. */
export function policiesOf({ scenarios, policies = [] }: Plan): { scenario: string; id: PolicyCaseId }[] {
  return scenarios.flatMap((scenario) => policies.map((id) => ({ scenario, id })));
}

/**
 * The part of a staged plan that one stage measures; its blocks keep their indexes, so that records of all stages
 * are records of one run. A stage with nothing to measure has no blocks and no points; policies are in theirs.
 * @throws Error where the plan is not staged
 */
export function stagePlan(plan: Plan, id: StageId): Plan {
  const stages = plan.stages?.filter((stage) => stage.id === id) ?? [];
  if (stages.length === 0) throw new Error(`the plan has no stage ${id}`);
  const blocks = plan.blocks.filter(({ index }) => stages.some((stage) => stage.blocks.includes(index)));
  const { policies, ...measured } = plan;
  const part = { ...measured, blocks, stages, ...(policies && id === 'policy' && { policies }) };
  const points = new Set([...stepsOf(part)].map(({ step }) => step.point));
  return { ...part, points: plan.points.filter((point) => points.has(point.id)) };
}
