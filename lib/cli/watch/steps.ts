import type { StepRecord } from '../../domain/journal.ts';
import { type Plan, policiesOf, stagePlan, stepsOf } from '../../domain/plan.ts';
import { type StageId, stageIds } from '../../domain/stage.ts';
import type { Trouble } from './events.ts';

/** Names a policy of a plan beside its steps. */
export function policyKey(scenario: string, id: string): string {
  return `policy ${id} of ${scenario}`;
}

/** By stage that has any: ids of its steps, and keys of its policies. Empty where the plan has no stages. */
export function stepsByStage(plan: Plan): Map<StageId, readonly string[]> {
  if (!plan.stages) return new Map();
  const all = stageIds.map((id): [StageId, readonly string[]] => {
    const part = stagePlan(plan, id);
    const policies = policiesOf(part).map(({ scenario, id: policy }) => policyKey(scenario, policy));
    return [id, [...[...stepsOf(part)].map(({ step }) => step.id), ...policies]];
  });
  return new Map(all.filter(([, steps]) => steps.length > 0));
}

/** Why a step gave no value; undefined where it gave one. */
export function absenceOf({ samples }: StepRecord): Omit<Trouble, 'steps'> | undefined {
  if (samples.some(({ outcome }) => outcome === 'value')) return undefined;
  const [first] = samples;
  return first && first.outcome !== 'value'
    ? { outcome: first.outcome, reason: first.reason }
    : { outcome: 'failed', reason: 'it has no samples' };
}

/** What gave no value, by outcome and reason, the most frequent first. */
export function troubleOf(records: Iterable<StepRecord>): Trouble[] {
  const absences = [...records].flatMap((record) => absenceOf(record) ?? []);
  return [...Map.groupBy(absences, ({ outcome, reason }) => `${outcome} ${reason}`).values()]
    .flatMap((same) => (same[0] ? [{ ...same[0], steps: same.length }] : []))
    .sort((one, other) => other.steps - one.steps);
}
