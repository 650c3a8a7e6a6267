import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countedSteps, type StepRecord } from '../../lib/domain/journal.ts';
import { stepsOf } from '../../lib/domain/plan.ts';
import { commandsOf, executeSuite, stepRecords } from '../support/execute-suite.ts';
import { fakeRun } from '../support/fake-run.ts';
import { FakeTarget } from '../support/fake-target.ts';
import { MemoryStore } from '../support/memory-store.ts';

const run = fakeRun({ blocks: 3 });
const planned = [...stepsOf(run.plan)].map(({ step }) => step.id);

const shown = ({ step, attempt, accepted, samples }: StepRecord) => ({ step, attempt, accepted, samples });
const byStep = (records: Iterable<StepRecord>) =>
  [...records].map(shown).sort((one, other) => (one.step < other.step ? -1 : 1));

/** A clock on which every command takes ten seconds, less than the bound of its step. */
function slowClock() {
  let nowMillis = 0;
  return {
    nowMillis: () => nowMillis,
    onExec: () => {
      nowMillis += 10_000;
    },
  };
}

const parts = fc.array(
  fc.record({
    blocks: fc.option(fc.subarray([0, 1, 2]), { nil: undefined }),
    seconds: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
  }),
  { maxLength: 8 },
);

describe('a run in parts', () => {
  it('is the whole run in the end, without a step lost or doubled, in whatever order', async () => {
    const whole = new MemoryStore(run);
    const wholeTarget = new FakeTarget();
    await executeSuite(whole, wholeTarget);
    await fc.assert(
      fc.asyncProperty(parts, async (calls) => {
        const [store, clock] = [new MemoryStore(run), slowClock()];
        const commands: string[] = [];
        for (const { blocks, seconds } of [...calls, {}] as typeof calls) {
          const earlier = stepRecords(store).length;
          const deadline =
            seconds === undefined
              ? undefined
              : { atMillis: clock.nowMillis() + 1000 * seconds, nowMillis: clock.nowMillis };
          const target = new FakeTarget(clock);
          const events = await executeSuite(store, target, {
            ...(blocks && { blocks: new Set(blocks) }),
            ...(deadline && { deadline }),
          });
          commands.push(...commandsOf(target));
          const made = stepRecords(store).slice(earlier);
          if (blocks) for (const record of made) expect(blocks).toContain(record.block);
          if (deadline) expect(clock.nowMillis()).toBeLessThanOrEqual(deadline.atMillis);
          const done = countedSteps(store.all).size;
          const isOutOfTime = events.at(-1)?.kind === 'out-of-time';
          const wanted = planned.length === done ? 'finished' : isOutOfTime ? 'out-of-time' : 'part-finished';
          expect(events.at(-1)).toEqual({ kind: wanted, done, total: planned.length });
          expect(store.all.at(-1)).toMatchObject({ type: 'session', event: wanted });
        }
        expect(byStep(stepRecords(store))).toEqual(byStep(stepRecords(whole)));
        expect(commands.sort()).toEqual(commandsOf(wholeTarget).sort());
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  it('repeats disturbed steps as one call would: the budget is that of the run', async () => {
    const stolen = { counters: (call: number) => ({ 'cpu.steal': call * 100 }) };
    const whole = new MemoryStore(run);
    await executeSuite(whole, new FakeTarget(stolen));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 40, max: 200 }), { maxLength: 8 }), async (calls) => {
        const [store, clock] = [new MemoryStore(run), slowClock()];
        for (const seconds of calls) {
          const atMillis = clock.nowMillis() + 1000 * seconds;
          const deadline = { atMillis, nowMillis: clock.nowMillis };
          await executeSuite(store, new FakeTarget({ ...stolen, ...clock }), { deadline });
        }
        await executeSuite(store, new FakeTarget({ ...stolen, ...clock }));
        expect(stepRecords(store).map(shown)).toEqual(stepRecords(whole).map(shown));
      }),
      { numRuns: 20, seed: 12 },
    );
    expect(stepRecords(whole).some((record) => !record.accepted)).toBe(true);
  });

  it('measures something whenever the deadline leaves room for a step', async () => {
    const store = new MemoryStore(run);
    const clock = slowClock();
    // Services for four: 30 s and a bit; the first step programmes them.
    const deadline = { atMillis: 70_000, nowMillis: clock.nowMillis };
    const events = await executeSuite(store, new FakeTarget(clock), { deadline });
    expect(events.at(-1)).toMatchObject({ kind: 'out-of-time' });
    expect(stepRecords(store).length).toBeGreaterThan(0);
  });
});
