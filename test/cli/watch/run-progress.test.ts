import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RunProgress } from '../../../lib/cli/watch/run-progress.ts';
import { statusOf } from '../../../lib/cli/watch/view.ts';
import type { JournalRecord } from '../../../lib/domain/journal.ts';
import { fakeProbes, fakeRun } from '../../support/fake-run.ts';
import { journalOf, stagedRun } from './support/sights.ts';

const run = stagedRun();

describe('the progress of a run, from its journal', () => {
  it('enters the stages in their order, the next one with the last step of the one before', async () => {
    const records = await journalOf(run);
    const progress = new RunProgress(run, fakeProbes);
    expect(progress.stages.map(({ id }) => id)).toEqual(['network', 'http', 'scaling']);
    expect(progress.stage).toMatchObject({ id: 'network', done: 0 });
    const events = [...progress.advance(records)];
    const http = events.findIndex(({ kind }) => kind === 'stage');
    expect(events.filter(({ kind }) => kind === 'stage')).toMatchObject([
      { stage: 'http', done: 0 },
      { stage: 'scaling', done: 0 },
    ]);
    expect(events[http - 1]).toMatchObject({ kind: 'step-finished', stage: 'network' });
    expect(events[http + 1]).toMatchObject({ kind: 'step-finished', stage: 'http' });
    expect(progress.stage).toBeUndefined();
    expect(progress.stages.every(({ done, total }) => done === total)).toBe(true);
  });

  it('counts the same however often it is looked', async () => {
    const records = await journalOf(run, {
      respond: (_invocation, call) => (call % 3 === 0 ? { stdout: '' } : {}),
    });
    const whole = new RunProgress(run, fakeProbes);
    const all = [...whole.advance(records)];
    expect(whole.withoutValue).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.array(fc.nat(records.length)), (cuts) => {
        const parts = new RunProgress(run, fakeProbes);
        const ends = [...cuts.sort((one, other) => one - other), records.length];
        expect(ends.flatMap((end) => [...parts.advance(records.slice(0, end))])).toEqual(all);
        expect([parts.position, parts.trouble, parts.secondsLeft]).toEqual([
          whole.position,
          whole.trouble,
          whole.secondsLeft,
        ]);
      }),
    );
  });

  it('goes back when a block is voided', async () => {
    const records = await journalOf(run);
    const progress = new RunProgress(run, fakeProbes);
    for (const _event of progress.advance(records));
    const { done, total } = progress.position;
    expect([done, progress.secondsLeft]).toEqual([total, 0]);
    const block = run.plan.blocks[0]?.index ?? -1;
    const voided: JournalRecord = { type: 'void', block, at: run.createdAt, reason: 'its testbed is gone' };
    expect([...progress.advance([...records, voided])]).toEqual([
      { kind: 'block-voided', block, reason: 'its testbed is gone' },
    ]);
    expect(progress.position.done).toBeLessThan(total);
    expect(progress.secondsLeft).toBeGreaterThan(0);
  });

  it('sums up what gave no value, by its reason', async () => {
    const records = await journalOf(run, {
      respond: (_invocation, call) => (call <= 2 ? { stdout: '?' } : {}),
    });
    const progress = new RunProgress(run, fakeProbes);
    for (const _event of progress.advance(records));
    expect(progress.trouble).toMatchObject([{ outcome: 'failed', steps: 2 }]);
    expect(statusOf(progress)).toMatch(/^(\d+)\/\1 in all, 2 without a value$/);
  });

  it('does without stages where the plan has none', async () => {
    const interleaved = fakeRun();
    const progress = new RunProgress(interleaved, fakeProbes);
    expect([progress.stage, progress.stages]).toEqual([undefined, []]);
    const events = [...progress.advance(await journalOf(interleaved))];
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(['step-finished']));
  });
});
