import { type Plan, policiesOf, stepsOf } from '../domain/plan.ts';
import type { ResultsStore } from '../suite/results-store.ts';
import { RunJournal } from '../suite/run-journal.ts';

/** How far a stage is, in steps and policies together. */
export interface StageProgress {
  /** Those with a record that counts. */
  readonly done: number;
  readonly of: number;
}

/** @param plan the part of the run's plan that the stage measures */
export async function stageProgress(plan: Plan, store: ResultsStore): Promise<StageProgress> {
  const journal = await RunJournal.read(store);
  const steps = [...stepsOf(plan)];
  const of = steps.length + policiesOf(plan).length;
  const left = steps.filter(({ step }) => !journal.has(step.id)).length + journal.untriedIn(plan).length;
  return { done: of - left, of };
}
