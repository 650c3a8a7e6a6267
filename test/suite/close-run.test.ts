import { describe, expect, it } from '@jest/globals';
import { countedSteps } from '../../lib/domain/journal.ts';
import { stepsOf } from '../../lib/domain/plan.ts';
import { policyCaseIds } from '../../lib/domain/policy/policy-matrix.ts';
import { finishedAt } from '../../lib/results/run-files.ts';
import { closeRun } from '../../lib/suite/close-run.ts';
import { executeSuite } from '../support/execute-suite.ts';
import { fakeProbes, fakeRun } from '../support/fake-run.ts';
import { FakeTarget } from '../support/fake-target.ts';
import { MemoryStore } from '../support/memory-store.ts';

const run = fakeRun({ scenarios: ['C'], only: ['rtt', 'policy'], policies: true });
const steps = [...stepsOf(run.plan)].map(({ step }) => step.id);
const reason = 'the time was over';
const close = (store: MemoryStore) => closeRun(store, fakeProbes, reason);
const policiesIn = (store: MemoryStore) => store.all.filter((record) => record.type === 'policy');

describe('a run that nobody goes on with', () => {
  it('says of each step and each policy why there is nothing', async () => {
    const store = new MemoryStore(run);
    expect(await close(store)).toBe(steps.length + policyCaseIds.length);
    const counted = [...countedSteps(store.all).values()];
    expect(counted.map(({ step }) => step)).toEqual(steps);
    for (const { samples } of counted)
      for (const sample of samples) expect(sample).toMatchObject({ outcome: 'skipped', reason });
    expect(policiesIn(store).map((record) => record.case)).toEqual(policyCaseIds);
    for (const record of policiesIn(store))
      expect(record).toMatchObject({ observed: 'not executed', reason });
    expect(store.all.at(-1)).toMatchObject({ type: 'session', event: 'finished', reason });
  });

  it('keeps what was measured and tried', async () => {
    const [store, stop] = [new MemoryStore(run), new AbortController()];
    const target = new FakeTarget({
      policies: true,
      onPolicy: (id) => {
        if (id === 'fqdn') stop.abort(new Error('enough'));
      },
    });
    await executeSuite(store, target, { signal: stop.signal });
    const before = [...store.all];
    const tried = policyCaseIds.indexOf('fqdn');
    expect(await close(store)).toBe(policyCaseIds.length - tried);
    expect(store.all.slice(0, before.length)).toEqual(before);
    const reasons = policiesIn(store).map((record) => record.reason);
    expect(reasons).toEqual(policyCaseIds.map((_, index) => (index < tried ? undefined : reason)));
  });

  it('is finished, too, when its last call was killed before it could say so, and then left alone', async () => {
    const store = new MemoryStore(run);
    await executeSuite(store, new FakeTarget({ policies: true }));
    store.all.pop();
    expect(finishedAt(store.all)).toBeUndefined();
    expect(await close(store)).toBe(0);
    expect(finishedAt(store.all)).toBeDefined();
    const { length } = store.all;
    expect(await close(store)).toBe(0);
    expect(store.all).toHaveLength(length);
  });
});
