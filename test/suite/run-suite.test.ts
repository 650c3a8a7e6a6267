import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countedSteps } from '../../lib/domain/journal.ts';
import { stepsOf } from '../../lib/domain/plan.ts';
import { executeSuite, stepRecords } from '../support/execute-suite.ts';
import { fakeProbes, fakeRun } from '../support/fake-run.ts';
import { FakeTarget } from '../support/fake-target.ts';
import { MemoryStore } from '../support/memory-store.ts';

const run = fakeRun();
const planned = [...stepsOf(run.plan)].map(({ step }) => step.id);

describe('a run of the suite', () => {
  it('executes every planned step once, in order, and closes what it opened', async () => {
    const [store, target] = [new MemoryStore(run), new FakeTarget()];
    const events = await executeSuite(store, target);
    expect(stepRecords(store).map((record) => record.step)).toEqual(planned);
    expect(events.at(-1)).toEqual({ kind: 'finished', done: planned.length, total: planned.length });
    expect(target.open_.size).toBe(0);
  });

  it('keeps the raw output before the record that names it', async () => {
    const store = new MemoryStore(run);
    await executeSuite(store, new FakeTarget());
    for (const record of stepRecords(store)) if (record.raw) expect(store.rawBefore(record)).toBe(true);
    expect(stepRecords(store).some((record) => record.raw)).toBe(true);
  });

  it('goes on after failures, and records each as typed absence', async () => {
    const store = new MemoryStore(run);
    await executeSuite(
      store,
      new FakeTarget({
        respond: (_invocation, call) =>
          call % 3 === 0
            ? { exitCode: 1, stderr: 'connection refused' }
            : call % 3 === 1
              ? { stdout: 'what?' }
              : {},
      }),
    );
    expect(stepRecords(store)).toHaveLength(planned.length);
    const outcomes = stepRecords(store)
      .filter((record) => record.point !== 'services')
      .flatMap((record) => record.samples.map((sample) => sample.outcome));
    expect(new Set(outcomes)).toEqual(new Set(['value', 'failed']));
  });

  it('skips a scenario that the target cannot show, with its reason on every metric', async () => {
    const store = new MemoryStore(run);
    await executeSuite(store, new FakeTarget({ unavailable: { C: 'needs root' } }));
    const skipped = stepRecords(store).filter((record) => record.scenario === 'C');
    expect(skipped.map((record) => record.step)).toEqual(planned.filter((step) => step.includes('-C-')));
    for (const record of skipped)
      for (const sample of record.samples)
        expect(sample).toMatchObject({ outcome: 'skipped', reason: 'needs root' });
  });

  it('skips the steps of a probe whose tool the target lacks', async () => {
    const store = new MemoryStore(run);
    const probes = new Map(
      [...fakeProbes].map(([id, probe]) => [id, { ...probe, tools: ['iperf3'] as const }]),
    );
    await executeSuite(store, new FakeTarget(), { probes });
    for (const record of stepRecords(store).filter((record) => record.point !== 'services'))
      expect(record.samples).toEqual([
        { metric: 'rtt.p50', outcome: 'skipped', reason: 'needs iperf3, not found on this target' },
      ]);
  });

  it('measures nothing on a datapath that is not what it claims, unless forced', async () => {
    const mismatches = { C: ['routing: expected vxlan, found native'] };
    const strict = new MemoryStore(run);
    const target = new FakeTarget({ mismatches });
    await executeSuite(strict, target);
    expect(target.log.filter((line) => line.startsWith('exec C'))).toEqual([]);
    for (const record of stepRecords(strict).filter((record) => record.scenario === 'C'))
      expect(record.samples[0]).toMatchObject({
        outcome: 'invalid',
        reason: expect.stringMatching(/expected vxlan/),
      });
    const forced = new MemoryStore(run);
    await executeSuite(forced, new FakeTarget({ mismatches }), { force: true });
    expect(stepRecords(forced).every((record) => record.samples[0]?.outcome === 'value')).toBe(true);
  });

  it('fails the steps of a level whose Services could not be programmed', async () => {
    const store = new MemoryStore(run);
    await executeSuite(
      store,
      new FakeTarget({
        onSetServices: (scenario, count) => {
          if (scenario === 'A' && count === 1000) throw new Error('iptables-restore: exit 1');
        },
      }),
    );
    const hit = stepRecords(store).filter((record) => record.scenario === 'A' && record.services === 1000);
    expect(hit.length).toBeGreaterThan(0);
    for (const record of hit) expect(record.samples[0]).toMatchObject({ outcome: 'failed' });
    expect(stepRecords(store)).toHaveLength(planned.length);
  });

  it('repeats a disturbed step within its budget, then marks it', async () => {
    const store = new MemoryStore(run);
    // Every observation sees 100 ms more of steal than the one before: each step is disturbed.
    await executeSuite(store, new FakeTarget({ counters: (call) => ({ 'cpu.steal': call * 100 }) }));
    const repeated = stepRecords(store).filter((record) => !record.accepted);
    expect(repeated.length).toBe(Math.ceil(0.1 * planned.length));
    const counted = countedSteps(store.all);
    expect([...counted.keys()].sort()).toEqual([...planned].sort());
    for (const record of counted.values())
      if (record.point !== 'services')
        expect(record.samples[0]).toMatchObject({ outcome: 'value', marks: ['disturbed'] });
  });

  it('keeps no value from beside an exceeded allowance of the instance', async () => {
    const store = new MemoryStore(run);
    // Two observations a step: the allowance is exceeded during every fifth step.
    await executeSuite(
      store,
      new FakeTarget({ counters: (call) => ({ 'ena.pps-exceeded': 3 * Math.floor(call / 10) }) }),
    );
    const throttled = stepRecords(store).filter((record) => record.samples[0]?.outcome === 'throttled');
    const measured = stepRecords(store).filter((record) => record.observed);
    expect(throttled).toEqual(measured.filter((_record, index) => index % 5 === 4));
    expect(throttled[0]?.samples).toEqual([
      {
        metric: 'rtt.p50',
        outcome: 'throttled',
        reason: "the instance's network held back: ena.pps-exceeded rose by 3",
      },
    ]);
  });

  it('has every planned step counted once after any sequence of aborts and new testbeds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ calls: fc.integer({ min: 1, max: 6 }), fresh: fc.boolean() }), { maxLength: 6 }),
        async (stops) => {
          const store = new MemoryStore(run);
          let generation = 0;
          for (const { calls, fresh } of stops) {
            if (fresh) generation += 1;
            const abort = new AbortController();
            const onExec = (_invocation: unknown, call: number) => {
              if (call === calls) abort.abort(new Error('SIGINT'));
            };
            const target = new FakeTarget({ generation: `g${generation}`, onExec });
            await executeSuite(store, target, { signal: abort.signal });
            expect(target.open_.size).toBe(0);
          }
          await executeSuite(store, new FakeTarget({ generation: `g${generation}` }));
          const counted = countedSteps(store.all);
          expect([...counted.keys()].sort()).toEqual([...planned].sort());
          // No block mixes testbeds of one scenario.
          for (const block of run.plan.blocks)
            for (const scenario of run.plan.scenarios) {
              const records = [...counted.values()].filter(
                (record) => record.block === block.index && record.scenario === scenario,
              );
              expect(new Set(records.map((record) => record.testbed)).size).toBe(1);
            }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('brings nothing up when nothing is left to do', async () => {
    const store = new MemoryStore(run);
    await executeSuite(store, new FakeTarget());
    const again = new FakeTarget({ generation: 'g2' });
    const events = await executeSuite(store, again);
    expect(events).toEqual([{ kind: 'finished', done: planned.length, total: planned.length }]);
    expect(again.log).toEqual([]);
  });

  it('measures a resumed level with its Services in place', async () => {
    const store = new MemoryStore(run);
    const abort = new AbortController();
    const onExec = (_invocation: unknown, call: number) => {
      if (call === 2) abort.abort(new Error('SIGINT'));
    };
    await executeSuite(store, new FakeTarget({ onExec }), { signal: abort.signal });
    const resumed = new FakeTarget();
    await executeSuite(store, resumed);
    expect(resumed.log.find((line) => line.startsWith('services') || line.startsWith('exec'))).toMatch(
      /^services/,
    );
  });
});
