import { describe, expect, it } from '@jest/globals';
import type { DeployedRun } from '../../../lib/cli/aws/deployed-run.ts';
import { type Sight, Watched } from '../../../lib/cli/watch/watched.ts';
import { stepsOf } from '../../../lib/domain/plan.ts';
import { closeRun } from '../../../lib/suite/close-run.ts';
import { fakeProbes } from '../../support/fake-run.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { journalOf, nowMillis, sightOf, stagedRun } from './support/sights.ts';

const run = stagedRun();
const begunAt = '2026-11-26T09:30:00.000Z';
const creating: DeployedRun = { status: 'CREATE_IN_PROGRESS', phase: 'under way' };
const measuring: DeployedRun = { ...creating, run: { id: run.id, begunAt } };
const stackOf = (found: DeployedRun | undefined) => ({ name: 'ScenarioC', found });

/** What each look tells, in turn. */
function told(...sights: readonly (Sight & { readonly at?: number })[]) {
  const watched = new Watched(fakeProbes);
  return sights.map(({ at = nowMillis, ...sight }) => [...watched.see(sight, at)]);
}

const kinds = (events: readonly { readonly kind: string }[] | undefined) => events?.map(({ kind }) => kind);

describe('a watched run', () => {
  it('says once for each status of the stack that its benchmark has not begun', () => {
    const [first, same, next, begun] = told(
      { stack: stackOf(creating) },
      { stack: stackOf(creating) },
      { stack: stackOf({ ...creating, status: 'UPDATE_IN_PROGRESS', reason: 'User Initiated' }) },
      { stack: stackOf(measuring), run: sightOf(run, []) },
    );
    expect(first).toEqual([{ kind: 'stack', stack: 'ScenarioC', status: 'CREATE_IN_PROGRESS' }]);
    expect(same).toEqual([]);
    expect(next).toMatchObject([{ status: 'UPDATE_IN_PROGRESS', reason: 'User Initiated' }]);
    expect(kinds(begun)).toEqual(['joined']);
  });

  it('tells in sum what was there before, and one by one what comes', async () => {
    const records = await journalOf(run);
    const total = records.filter(({ type }) => type === 'step').length;
    const half = records.findIndex(({ type }) => type === 'step') + 2;
    const [joined, nothing, rest] = told(
      { run: sightOf(run, records.slice(0, half)) },
      { run: sightOf(run, records.slice(0, half)) },
      { run: sightOf(run, records) },
    );
    expect(joined).toMatchObject([{ kind: 'joined', run: run.id, done: 2, total, trouble: [] }]);
    expect(nothing).toEqual([]);
    const steps = rest?.filter(({ kind }) => kind === 'step-finished');
    expect(steps?.map((event) => 'done' in event && event.done)).toEqual(
      Array.from({ length: total - 2 }, (_, index) => index + 3),
    );
    expect(steps?.at(-1)).toMatchObject({ secondsLeft: 0, stage: 'scaling' });
  });

  it('tells a stop that was asked for since the deployment began, once, and again when it is asked anew', () => {
    const stop = (at: string) => ({ at, by: 'somebody' });
    const look = (at: string) => ({
      stack: stackOf(measuring),
      run: sightOf(run, [], { stop: stop(at) }),
    });
    const [, old, fresh, same, anew] = told(
      { stack: stackOf(measuring), run: sightOf(run, []) },
      look('2026-11-26T09:29:59.999Z'),
      look(begunAt),
      look(begunAt),
      look('2026-11-26T09:31:00.000Z'),
    );
    expect(old).toEqual([]);
    expect(fresh).toEqual([{ kind: 'stop-asked', at: begunAt, by: 'somebody' }]);
    expect(same).toEqual([]);
    expect(kinds(anew)).toEqual(['stop-asked']);
  });

  it('tells when the lease has run out for longer than handlers take turns, and when it is taken again', () => {
    const lease = { holder: 'stage dns, request 2', untilMillis: nowMillis };
    const look = (at: number, taken = lease) => ({ run: sightOf(run, [], { lease: taken }), at });
    const [first, pause, idle, still, again] = told(
      look(nowMillis - 1000),
      look(nowMillis + 59_000),
      look(nowMillis + 61_000),
      look(nowMillis + 71_000),
      look(nowMillis + 81_000, { ...lease, untilMillis: nowMillis + 140_000 }),
    );
    expect(kinds(first)).toEqual(['joined']);
    expect([pause, still]).toEqual([[], []]);
    expect(idle).toEqual([{ kind: 'idle', since: new Date(nowMillis).toISOString() }]);
    expect(again).toEqual([{ kind: 'measuring-again', holder: lease.holder }]);
  });

  it('is idle from its beginning where nobody ever took the lease', () => {
    const [events] = told({ run: sightOf(run, [], { lease: undefined }) });
    expect(events?.at(1)).toEqual({ kind: 'idle', since: run.createdAt });
  });
});

describe('the end of a watched run', () => {
  const finishedAt = '2026-11-26T09:59:00.000Z';

  it('is its manifest: finished where every step was measured', async () => {
    const records = await journalOf(run);
    const [events] = told({ run: sightOf(run, records, { finishedAt, lease: undefined }) });
    expect(kinds(events)).toEqual(['joined', 'ended']);
    const total = [...stepsOf(run.plan)].length;
    expect(events?.at(1)).toMatchObject({
      outcome: 'finished',
      at: finishedAt,
      done: total,
      withoutValue: 0,
    });
  });

  it('is incomplete where steps were left out, which are told in one event', async () => {
    const store = new MemoryStore(run);
    const records = await journalOf(run);
    store.all.push(...records.slice(0, records.findIndex(({ type }) => type === 'step') + 3));
    const before = [...store.all];
    const left = await closeRun(store, fakeProbes, 'the run was stopped: cni-bench stop');
    const [, events] = told({ run: sightOf(run, before) }, { run: sightOf(run, store.all, { finishedAt }) });
    expect(left).toBeGreaterThan(1);
    expect(events).toMatchObject([
      { kind: 'left-out', steps: left, reason: 'the run was stopped: cni-bench stop' },
      {
        kind: 'ended',
        outcome: 'incomplete',
        reason: 'the run was stopped: cni-bench stop',
        withoutValue: left,
      },
    ]);
  });

  it('is without a value where every step failed', async () => {
    const records = await journalOf(run, { unavailable: { C: 'no such thing' } });
    const [events] = told({ run: sightOf(run, records, { finishedAt }) });
    expect(events?.at(0)).toMatchObject({ trouble: [{ reason: 'no such thing' }] });
    expect(events?.at(1)).toMatchObject({ outcome: 'no-value' });
  });

  it('is that of its stack when that fails or goes, whatever became of the run', () => {
    const failed: DeployedRun = { status: 'ROLLBACK_IN_PROGRESS', phase: 'failed', reason: 'no nodes' };
    const [before] = told({ stack: stackOf(failed) });
    expect(before?.at(-1)).toMatchObject({
      kind: 'ended',
      outcome: 'stack-failed',
      reason: 'ScenarioC is ROLLBACK_IN_PROGRESS: no nodes',
    });
    expect(before?.at(-1)).not.toHaveProperty('run');
    const [meanwhile] = told({ stack: stackOf(undefined), run: sightOf(run, []) });
    expect(meanwhile?.at(-1)).toMatchObject({
      run: run.id,
      outcome: 'stack-failed',
      reason: 'ScenarioC is gone',
    });
    const [after] = told({ stack: stackOf(failed), run: sightOf(run, [], { finishedAt }) });
    expect(after?.at(-1)).toMatchObject({ outcome: 'no-value', at: finishedAt });
  });
});
