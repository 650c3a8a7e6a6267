import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeReport } from '../../../lib/cli/write-report.ts';
import type { Run } from '../../../lib/domain/run.ts';
import { FileStore } from '../../../lib/results/file-store.ts';
import { runSuite } from '../../../lib/suite/run-suite.ts';
import { fakeProbes, fakeRun } from '../../support/fake-run.ts';
import { FakeTarget } from '../../support/fake-target.ts';
import { contentsOf } from '../../support/folders.ts';

/**
 * A run below `root`, as the CLI leaves it behind: measured by fake tools, but with real files and report.
 * @param steps after how many of its commands it is interrupted
 */
export async function localRun(root: string, changes: Partial<Run> = {}, steps = Infinity): Promise<string> {
  await using store = await FileStore.create(root, { ...fakeRun(), ...changes });
  await measure(store, steps, 'g1');
  return store.folder;
}

/** Goes on with a run until it is finished. */
export async function finishLocally(folder: string): Promise<void> {
  await using store = await FileStore.open(folder);
  await measure(store, Infinity, 'g2');
}

async function measure(store: FileStore, steps: number, generation: string): Promise<void> {
  const abort = new AbortController();
  const target = new FakeTarget({
    generation,
    onExec: (_invocation, call) => {
      if (call > steps) abort.abort(new Error('the test'));
    },
  });
  const { run } = store;
  for await (const _event of runSuite({ run, target, store, probes: fakeProbes, signal: abort.signal }));
  await writeReport(run, await store.records(), store.folder);
}

/** Every file of a run, by its path: what must be the same wherever the run lies. */
export async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = (await contentsOf(folder)).filter((name) => /\.[a-z]+$/.test(name));
  const texts = names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}
