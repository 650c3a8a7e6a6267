import { stepsOf } from '../domain/plan.ts';
import { noTestbed } from './broken-block.ts';
import { absentStep, metricsOf } from './execute-step.ts';
import type { Probe } from './probe.ts';
import type { ResultsStore } from './results-store.ts';
import { RunJournal } from './run-journal.ts';

/**
 * Ends a run that nobody will go on with: each step without a record that counts gets one that says why there
 * is no value. Nothing happens to a run that is finished.
 * @returns how many steps were left out
 */
export async function closeRun(
  store: ResultsStore,
  probes: ReadonlyMap<string, Probe>,
  reason: string,
): Promise<number> {
  const { plan } = store.run;
  const journal = await RunJournal.read(store);
  const missing = [...stepsOf(plan)].filter(({ step }) => !journal.has(step.id));
  for (const { block, level, step } of missing) {
    const planned = { step, block: block.index, level, attempt: journal.nextAttempt(step.id) };
    const absence = { outcome: 'skipped', reason } as const;
    await journal.append(absentStep(planned, noTestbed, metricsOf(plan, probes, step), absence));
  }
  if (missing.length > 0) await journal.note('finished', reason);
  return missing.length;
}
