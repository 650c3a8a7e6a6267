import { describe, expect, it } from '@jest/globals';
import type { JournalRecord } from '../../lib/domain/journal.ts';
import { policiesOf, stagePlan } from '../../lib/domain/plan.ts';
import { policyCaseIds } from '../../lib/domain/policy/policy-matrix.ts';
import type { PolicyRecord } from '../../lib/domain/policy/policy-record.ts';
import { buildPlan } from '../../lib/suite/build-plan.ts';
import { policyBoundSeconds } from '../../lib/suite/deadline.ts';
import { executeSuite, stepRecords } from '../support/execute-suite.ts';
import { fakeRun } from '../support/fake-run.ts';
import { FakeTarget } from '../support/fake-target.ts';
import { MemoryStore } from '../support/memory-store.ts';

const alone = fakeRun({ scenarios: ['C'], only: ['policy'], policies: true });
const beside = fakeRun({ scenarios: ['C'], only: ['rtt', 'policy'], policies: true });
const trialsOf = (records: readonly JournalRecord[]): PolicyRecord[] =>
  records.filter((record) => record.type === 'policy');
const withPolicies = () => new FakeTarget({ policies: true });

describe('the policies of a plan', () => {
  it('are all cases, where the target can try them and nothing else was asked for', () => {
    const request = { profile: 'quick', seed: 1, scenarios: ['C'] } as const;
    expect(buildPlan({ ...request, policies: true }).policies).toEqual(policyCaseIds);
    expect(buildPlan({ ...request, policies: true, only: ['rtt'] }).policies).toBeUndefined();
    expect(buildPlan(request).policies).toBeUndefined();
    expect(() => buildPlan({ ...request, only: ['policy'] })).toThrow('--only');
    expect(alone.plan).toMatchObject({ blocks: [], points: [], policies: policyCaseIds });
  });

  it('are in the stage of that name alone', () => {
    const plan = buildPlan({
      profile: 'quick',
      seed: 1,
      scenarios: ['C'],
      layout: 'staged',
      policies: true,
    });
    expect(policiesOf(stagePlan(plan, 'policy'))).toHaveLength(policyCaseIds.length);
    expect(policiesOf(stagePlan(plan, 'http'))).toEqual([]);
  });
});

describe('a run with policies', () => {
  it('tries each once, after all is measured, and keeps the raw output first', async () => {
    const [store, target] = [new MemoryStore(beside), withPolicies()];
    const events = await executeSuite(store, target);
    const trials = trialsOf(store.all);
    expect(trials.map((record) => record.case)).toEqual(policyCaseIds);
    expect(trials.every(({ raw }) => raw !== undefined && store.raw.has(raw))).toBe(true);
    const lastStep = store.all.findLastIndex((record) => record.type === 'step');
    expect(store.all.findIndex((record) => record.type === 'policy')).toBeGreaterThan(lastStep);
    expect(stepRecords(store).length).toBeGreaterThan(0);
    expect(events.filter(({ kind }) => kind === 'policy-finished')).toHaveLength(policyCaseIds.length);
    expect(events.at(-1)?.kind).toBe('finished');
  });

  it('goes on where it was ended', async () => {
    const [store, stop] = [new MemoryStore(alone), new AbortController()];
    const first = new FakeTarget({
      policies: true,
      onPolicy: (id) => {
        if (id === 'entities') stop.abort(new Error('enough'));
      },
    });
    await executeSuite(store, first, { signal: stop.signal });
    const tried = trialsOf(store.all).length;
    expect(tried).toBe(policyCaseIds.indexOf('entities'));
    await executeSuite(store, withPolicies());
    expect(trialsOf(store.all).map((record) => record.case)).toEqual(policyCaseIds);
  });

  it('leaves them to the call that is to try them, and begins none that might not end in time', async () => {
    const store = new MemoryStore(beside);
    const blocks = new Set(beside.plan.blocks.map(({ index }) => index));
    expect((await executeSuite(store, withPolicies(), { blocks })).at(-1)?.kind).toBe('part-finished');
    const deadline = { atMillis: policyBoundSeconds * 1000 - 1, nowMillis: () => 0 };
    expect((await executeSuite(store, withPolicies(), { deadline })).at(-1)?.kind).toBe('out-of-time');
    expect(trialsOf(store.all)).toEqual([]);
    const policies = { blocks: new Set<number>(), policies: true };
    expect((await executeSuite(store, withPolicies(), policies)).at(-1)?.kind).toBe('finished');
    expect(trialsOf(store.all)).toHaveLength(policyCaseIds.length);
  });

  it('records why none was tried', async () => {
    const [missing, unable] = [new MemoryStore(alone), new MemoryStore(alone)];
    await executeSuite(missing, new FakeTarget({ unavailable: { C: 'needs root' } }));
    await executeSuite(unable, new FakeTarget());
    for (const [store, reason] of [
      [missing, 'needs root'],
      [unable, 'policies can be tried on clusters only'],
    ] as const)
      for (const record of trialsOf(store.all))
        expect(record).toMatchObject({ observed: 'not executed', expected: 'unknown', reason });
  });
});
