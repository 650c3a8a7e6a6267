import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countedSteps } from '../../lib/domain/journal.ts';
import { stepsOf } from '../../lib/domain/plan.ts';
import { commandsOf, executeSuite, stepRecords, voidRecords } from '../support/execute-suite.ts';
import { fakeRun } from '../support/fake-run.ts';
import { FakeTarget } from '../support/fake-target.ts';
import { MemoryStore } from '../support/memory-store.ts';

const run = fakeRun({ blocks: 3 });
const planned = [...stepsOf(run.plan)].map(({ step }) => step.id);

/** Testbeds that are replaced while certain commands run, numbered over all calls. */
function losing(losses: readonly { readonly exec: number; readonly scenario: string }[]) {
  const generations = new Map<string, number>();
  let execs = 0;
  return {
    generation: (scenario: string) => `g${generations.get(scenario) ?? 0}`,
    onExec() {
      execs += 1;
      for (const { exec, scenario } of losses)
        if (exec === execs) generations.set(scenario, (generations.get(scenario) ?? 0) + 1);
    },
  };
}

/** Executes until a call is aborted in the middle of its n-th command. */
async function executeUntil(commands: number, store: MemoryStore, fake: ReturnType<typeof losing>) {
  const abort = new AbortController();
  const onExec = (_invocation: unknown, call: number) => {
    fake.onExec();
    if (call === commands) abort.abort(new Error('SIGTERM'));
  };
  await executeSuite(store, new FakeTarget({ ...fake, onExec }), { signal: abort.signal });
}

describe('a run whose testbeds are replaced while it measures', () => {
  it('voids the block, keeps its records, and measures it again on the new testbed', async () => {
    const store = new MemoryStore(run);
    const events = await executeSuite(store, new FakeTarget(losing([{ exec: 3, scenario: 'C' }])));
    expect(voidRecords(store)).toEqual([
      {
        type: 'void',
        block: 0,
        cause: 'testbed-lost',
        at: expect.any(String),
        reason: 'it was begun on a testbed of C that is gone; it is measured again, whole',
      },
    ]);
    expect(events.filter((event) => event.kind === 'block-voided')).toHaveLength(1);
    const counted = countedSteps(store.all);
    expect([...counted.keys()].sort()).toEqual([...planned].sort());
    for (const record of counted.values())
      expect(record.testbed).toBe(`${record.scenario === 'C' ? 'g1' : 'g0'}-${record.scenario}`);
    expect(stepRecords(store).length).toBeGreaterThan(planned.length);
  });

  it('counts no step during which its own testbed was replaced, were it the last of its block', async () => {
    const store = new MemoryStore(run);
    const first = new FakeTarget();
    await executeSuite(new MemoryStore(run), first, { blocks: new Set([0]) });
    const commands = commandsOf(first);
    const scenario = commands.at(-1)?.split(' ')[1] ?? '';
    await executeSuite(store, new FakeTarget(losing([{ exec: commands.length, scenario }])));
    const refused = stepRecords(store).filter((record) => !record.accepted);
    expect(refused).toMatchObject([
      {
        step: planned.findLast((step) => step.startsWith('b01')),
        testbed: `g0-${scenario}`,
        why: 'its testbed was replaced during it',
      },
    ]);
    expect(voidRecords(store)).toMatchObject([{ block: 0, cause: 'testbed-lost' }]);
    expect(countedSteps(store.all).size).toBe(planned.length);
  });

  it('fails a block at the third loss, over several calls too, and goes on with the next', async () => {
    const store = new MemoryStore(run);
    const thrice = losing([2, 5, 8].flatMap((exec) => ['A', 'C'].map((scenario) => ({ exec, scenario }))));
    for (const commands of [3, 3]) await executeUntil(commands, store, thrice);
    const events = await executeSuite(store, new FakeTarget(thrice));
    expect(events.at(-1)).toMatchObject({ kind: 'finished' });
    const lost = voidRecords(store).filter(({ cause }) => cause === 'testbed-lost');
    expect(lost.map(({ block }) => block)).toEqual([0, 0, 0]);
    const counted = [...countedSteps(store.all).values()];
    expect(counted).toHaveLength(planned.length);
    for (const { block, samples } of counted)
      if (block === 0)
        expect(samples[0]).toMatchObject({
          outcome: 'failed',
          reason: expect.stringMatching(/lost 3 times/),
        });
      else expect(samples[0]?.outcome).toBe('value');
  });

  it('ends on testbeds that are replaced whenever Services are programmed', async () => {
    const store = new MemoryStore(run);
    let generation = 0;
    const restless = {
      generation: () => `g${generation}`,
      onSetServices() {
        generation += 1;
      },
    };
    const events = await executeSuite(store, new FakeTarget(restless));
    expect(events.at(-1)).toMatchObject({ kind: 'finished' });
    expect(voidRecords(store).map(({ block }) => block)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
    for (const { samples } of countedSteps(store.all).values()) expect(samples[0]?.outcome).toBe('failed');
  });

  it('has every step counted once and no block of mixed testbeds, after any losses and aborts', async () => {
    const losses = fc.array(
      fc.record({ exec: fc.integer({ min: 1, max: 60 }), scenario: fc.constantFrom('A', 'C') }),
      { maxLength: 8 },
    );
    const stops = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 });
    let failedBlocks = 0;
    await fc.assert(
      fc.asyncProperty(losses, stops, async (drawn, calls) => {
        const [store, fake] = [new MemoryStore(run), losing(drawn)];
        for (const commands of calls) await executeUntil(commands, store, fake);
        await executeSuite(store, new FakeTarget(fake));
        const counted = [...countedSteps(store.all).values()];
        expect(counted.map(({ step }) => step).sort()).toEqual([...planned].sort());
        for (const { index } of run.plan.blocks) {
          const lost = voidRecords(store).filter(
            (record) => record.block === index && record.cause === 'testbed-lost',
          );
          expect(lost.length).toBeLessThanOrEqual(3);
          const records = counted.filter((record) => record.block === index);
          if (lost.length === 3) failedBlocks += 1;
          const outcomes = new Set(records.flatMap(({ samples }) => samples.map(({ outcome }) => outcome)));
          expect(outcomes).toEqual(new Set([lost.length === 3 ? 'failed' : 'value']));
          for (const scenario of run.plan.scenarios) {
            const own = records.filter((record) => record.scenario === scenario);
            expect(new Set(own.map(({ testbed }) => testbed)).size).toBe(1);
          }
        }
      }),
      { numRuns: 120, seed: 13 },
    );
    expect(failedBlocks).toBeGreaterThan(0);
  });
});
