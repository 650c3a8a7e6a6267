import { stepsOf } from '../domain/plan.ts';
import { noTestbed } from './broken-block.ts';
import { absentStep, metricsOf } from './execute-step.ts';
import type { Probe } from './probe.ts';
import type { ResultsStore } from './results-store.ts';
import { RunJournal } from './run-journal.ts';
import { untriedPolicy } from './untried-policy.ts';

/**
 * Ends a run that nobody will go on with: each step without a record that counts gets one that says why there
 * is no value, each policy without a record one that says why it was not tried. Nothing happens to a run that is
 * finished.
 * @returns how many steps and policies were left out
 */
export async function closeRun(
  store: ResultsStore,
  probes: ReadonlyMap<string, Probe>,
  reason: string,
): Promise<number> {
  const { plan } = store.run;
  const journal = await RunJournal.read(store);
  if (journal.isFinished) return 0;
  const steps = [...stepsOf(plan)].filter(({ step }) => !journal.has(step.id));
  for (const { block, level, step } of steps) {
    const planned = { step, block: block.index, level, attempt: journal.nextAttempt(step.id) };
    const absence = { outcome: 'skipped', reason } as const;
    await journal.append(absentStep(planned, noTestbed, metricsOf(plan, probes, step), absence));
  }
  const policies = journal.untriedIn(plan);
  for (const { scenario, id } of policies) await journal.append(untriedPolicy(scenario, id, reason));
  const left = steps.length + policies.length;
  await journal.note('finished', left > 0 ? reason : undefined);
  return left;
}
