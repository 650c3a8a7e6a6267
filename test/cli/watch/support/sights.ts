import type { RunSight } from '../../../../lib/cli/watch/watched.ts';
import type { JournalRecord } from '../../../../lib/domain/journal.ts';
import type { Run } from '../../../../lib/domain/run.ts';
import { runSuite } from '../../../../lib/suite/run-suite.ts';
import { fakeProbes, fakeRun } from '../../../support/fake-run.ts';
import { type FakeOptions, FakeTarget } from '../../../support/fake-target.ts';
import { MemoryStore } from '../../../support/memory-store.ts';

/** A run of a deployed scenario: staged, with three stages that have something to measure. */
export function stagedRun(): Run {
  const run = fakeRun({ scenarios: ['C'], layout: 'staged', only: ['rtt', 'http'], blocks: 1 });
  return { ...run, id: 'c-quick-1', target: 'kube' };
}

/** The whole journal of a run, measured by fake tools. */
export async function journalOf(run: Run, options: FakeOptions = {}): Promise<JournalRecord[]> {
  const store = new MemoryStore(run);
  const suite = runSuite({
    run,
    target: new FakeTarget(options),
    store,
    probes: fakeProbes,
    signal: new AbortController().signal,
  });
  for await (const _event of suite);
  return store.all;
}

export const nowMillis = Date.parse('2026-11-26T10:00:00.000Z');

/** A run that is being measured, as far as `records` go. */
export function sightOf(run: Run, records: readonly JournalRecord[], rest: Partial<RunSight> = {}): RunSight {
  return {
    run,
    records,
    results: 's3://results/runs/c-quick-1/',
    lease: { holder: 'stage network, request 1', untilMillis: nowMillis + 30_000 },
    stop: undefined,
    finishedAt: undefined,
    ...rest,
  };
}
