import { describe, expect, it } from '@jest/globals';
import { countedSteps, type StepRecord } from '../../lib/domain/journal.ts';
import { stepsOf } from '../../lib/domain/plan.ts';
import { judgeClaims } from '../../lib/domain/published/judgement.ts';
import {
  connectionsOf,
  counter,
  evidenceIn,
  foldersOf,
  medianOf,
  microsPerConnection,
  readCommitted,
  requestsOf,
  stepsIn,
  threeDigits,
} from './readings.ts';

const toService = 'connect.via=service';
const toHost = 'connect.via=host';

const total = (steps: readonly StepRecord[], of: (step: StepRecord) => number) =>
  steps.reduce((sum, step) => sum + of(step), 0);

describe('the committed runs of the test bed', () => {
  it.each(
    ['campaign', 'standard', 'costs', 'scaling', 'ablation', 'claims'].flatMap((name) =>
      foldersOf(`testbed/${name}`).map((scenario) => [name, scenario]),
    ),
  )('%s/%s is whole, and of the scenario that it says', async (name, scenario) => {
    const { run, records } = await readCommitted(`testbed/${name}/${scenario}`);
    // The test bed's kernel has no fq, without which E is this variant of itself.
    expect(run.plan.scenarios).toEqual([scenario.replace(/^E$/, 'E-bandwidth-manager-bbr')]);
    expect(countedSteps(records).size).toBe([...stepsOf(run.plan)].length);
  });

  it.each([
    ['scaling/A', 4, 62.6, 32.2, 58, 91],
    ['scaling/A', 104, 65.3, 32.6, 553, 745],
    ['scaling/A', 1000, 87.3, 32.2, 5033, 1110],
    ['scaling/A', 5000, 196, 32.5, 25_033, 2026],
    ['scaling/C', 4, 165, 39.1, 19, 73],
    ['scaling/C', 104, 160, 39.3, 215, 76],
    ['scaling/C', 1000, 163, 39.2, 2007, 90],
    ['scaling/C', 5000, 158, 39.2, 10_007, 206],
  ])('%s at %d Services: set-up %d us, round trip %d us, %d rules or entries, sync %d ms', async (...row) => {
    const [name, services, setUp, roundTrip, rules, sync] = row;
    const run = `testbed/${name}`;
    const found = await medianOf(run, { point: toService, metric: 'connect.min', services: services });
    expect(found).toBeCloseTo(setUp, setUp < 100 ? 1 : 0);
    expect(
      await medianOf(run, { point: 'rtt.via=service', metric: 'rtt.min', services: services }),
    ).toBeCloseTo(roundTrip, 1);
    expect(await medianOf(run, { point: 'services', metric: 'services.rules', services: services })).toBe(
      rules,
    );
    expect(
      Math.round(await medianOf(run, { point: 'services', metric: 'services.sync', services: services })),
    ).toBe(sync);
  });

  it.each([
    ['A', 31.5, 65.3, 93.6, 54.6],
    ['B', 39.4, 145, 179, 62.5],
    ['C', 39.2, 166, 173, 97.2],
    ['D', 37.5, 155, 163, 99.0],
    ['E', 29.5, 59.7, 60.6, 63.7],
  ])('campaign, %s: round trip, set-up at 4 and at 1,000 Services, between hosts', async (name, ...told) => {
    const run = `testbed/campaign/${name}`;
    const found = [
      await medianOf(run, { point: 'rtt.via=pod', metric: 'rtt.min', services: 4 }),
      await medianOf(run, { point: toService, metric: 'connect.min', services: 4 }),
      await medianOf(run, { point: toService, metric: 'connect.min', services: 1000 }),
      await medianOf(run, { point: toHost, metric: 'connect.min', services: 4 }),
    ];
    expect(found.map(threeDigits)).toEqual(told);
  });

  it("hits kube-proxy's rules once for each connection in A, and never in B", async () => {
    const scaling = await stepsIn('testbed/scaling/A', { point: toService });
    expect(scaling).toHaveLength(40);
    for (const step of scaling) expect(counter(step, 'kube-proxy.rule-hits')).toBe(connectionsOf(step));
    expect(total(scaling, connectionsOf)).toBe(102_371);
    const kept = await stepsIn('testbed/campaign/A', {
      point: 'http.server=fast-http.qps=0.keepalive=true.connections=32',
    });
    expect(total(kept, (step) => counter(step, 'kube-proxy.rule-hits'))).toBe(448);
    expect([total(kept, connectionsOf), total(kept, requestsOf)]).toEqual([448, 108_699]);
    const inB = await stepsIn('testbed/campaign/B', { point: toService });
    expect(total(inB, connectionsOf)).toBe(6907);
    expect(total(inB, (step) => counter(step, 'kube-proxy.rule-hits'))).toBe(0);
  });

  it.each([
    ['A', Number.NaN, Number.NaN, 172, 122],
    ['B', 620, 13, 467, 151],
    ['C', 684, 204, 511, 132],
    ['D', 654, 197, 426, 121],
    ['E', 10, 9, 156, 136],
  ])('campaign, %s: processor time of agents and of softirq for each connection', async (name, ...told) => {
    const run = `testbed/campaign/${name}`;
    expect([
      await microsPerConnection(run, toService, 'agents'),
      await microsPerConnection(run, toHost, 'agents'),
      await microsPerConnection(run, toService, 'softirq'),
      await microsPerConnection(run, toHost, 'softirq'),
    ]).toEqual(told);
  });

  it('say of the published claims what is told of them', async () => {
    const runs = ['campaign', 'scaling', 'claims'].flatMap((name) =>
      foldersOf(`testbed/${name}`).map((scenario) => `testbed/${name}/${scenario}`),
    );
    const evidence = await evidenceIn(...runs);
    expect([...judgeClaims(evidence, 'test bed').values()].map(({ verdict }) => verdict)).toEqual([
      'not testable here',
      'not testable here',
      'not seen',
      'not testable here',
      'mechanism seen',
      'not seen',
      'not seen',
    ]);
  });
});
