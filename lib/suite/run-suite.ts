import { stepsOf } from '../domain/plan.ts';
import { BlockRunner } from './block-runner.ts';
import { PolicyRunner } from './policy-runner.ts';
import type { Progress } from './progress.ts';
import { RunJournal } from './run-journal.ts';
import type { SuiteOptions } from './suite-options.ts';
import { Testbeds } from './testbeds.ts';

export type { SuiteOptions } from './suite-options.ts';

/**
 * Executes what a run's journal does not have yet, one step after the other, and tells how it goes.
 * Trouble in a step is a record; an abort ends after the journal is whole and a last event. A run may be
 * executed in parts, by blocks and by deadlines: together they are the whole run. The caller owns the
 * target and the store.
 */
export async function* runSuite(options: SuiteOptions): AsyncGenerator<Progress> {
  const journal = await RunJournal.read(options.store);
  const total = [...stepsOf(options.run.plan)].length;
  await using testbeds = new Testbeds();
  try {
    const how = yield* executePart(options, journal, testbeds);
    await journal.note(how);
    yield { kind: how, done: journal.done, total };
  } catch (error) {
    const { signal } = options;
    if (!signal.aborted) throw error;
    await journal.note('interrupted', signal.reason instanceof Error ? signal.reason.message : undefined);
    yield { kind: 'interrupted', done: journal.done, total };
  }
}

async function* executePart(
  options: SuiteOptions,
  journal: RunJournal,
  testbeds: Testbeds,
): AsyncGenerator<Progress, 'out-of-time' | 'part-finished' | 'finished'> {
  await journal.note(journal.begun ? 'resumed' : 'begun', options.remark);
  const runner = new BlockRunner(options, journal, testbeds);
  const policies = new PolicyRunner(options, journal, testbeds);
  if (runner.stepsToDo > 0 || policies.toDo > 0) yield* testbeds.open(options, journal);
  for (const block of runner.blocks) if (!(yield* runner.measure(block))) return 'out-of-time';
  if (!(yield* policies.run())) return 'out-of-time';
  return runner.isRunDone && policies.left.length === 0 ? 'finished' : 'part-finished';
}
