import type { JournalRecord, StepRecord } from '../../lib/domain/journal.ts';
import type { Progress } from '../../lib/suite/progress.ts';
import { runSuite, type SuiteOptions } from '../../lib/suite/run-suite.ts';
import { fakeProbes } from './fake-run.ts';
import type { FakeTarget } from './fake-target.ts';
import type { MemoryStore } from './memory-store.ts';

/** Executes what is left of a store's run with the fake probes; the events in order. */
export async function executeSuite(
  store: MemoryStore,
  target: FakeTarget,
  rest: Partial<SuiteOptions> = {},
): Promise<Progress[]> {
  const { run } = store;
  const events: Progress[] = [];
  const options = { run, target, store, probes: fakeProbes, signal: new AbortController().signal, ...rest };
  for await (const event of runSuite(options)) events.push(event);
  return events;
}

type RecordOf<Type extends JournalRecord['type']> = Extract<JournalRecord, { type: Type }>;

export function stepRecords(store: MemoryStore): StepRecord[] {
  return store.all.filter((record): record is RecordOf<'step'> => record.type === 'step');
}

export function voidRecords(store: MemoryStore): RecordOf<'void'>[] {
  return store.all.filter((record): record is RecordOf<'void'> => record.type === 'void');
}

/** The commands that a target was asked for. */
export function commandsOf(target: FakeTarget): string[] {
  return target.log.filter((line) => line.startsWith('exec'));
}
