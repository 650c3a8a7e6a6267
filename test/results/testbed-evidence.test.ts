import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { evidenceOf } from '../../lib/cli/compare-runs.ts';
import { ablationOf } from '../../lib/domain/ablation/contributions.ts';
import { countedSteps, type StepRecord } from '../../lib/domain/journal.ts';
import { stepsOf } from '../../lib/domain/plan.ts';
import { judgeClaims } from '../../lib/domain/published/judgement.ts';
import { readRun } from '../../lib/results/read-run.ts';

const folder = join(import.meta.dirname, '../../docs/evidence/testbed');
const toService = 'connect.via=service';
const toHost = 'connect.via=host';

async function stepsIn(run: string, point: string, services?: number): Promise<StepRecord[]> {
  const { records } = await readRun(join(folder, run));
  const steps = [...countedSteps(records).values()].filter((step) => step.point === point);
  return services === undefined ? steps : steps.filter((step) => step.services === services);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  const high = sorted[Math.floor(sorted.length / 2)];
  if (low === undefined || high === undefined) throw new Error('there are no values');
  return (low + high) / 2;
}

/** Median over the blocks. */
async function medianOf(run: string, point: string, metric: string, services: number): Promise<number> {
  const samples = (await stepsIn(run, point, services)).flatMap((step) => step.samples);
  return median(
    samples.flatMap((one) => (one.metric === metric && one.outcome === 'value' ? [one.value] : [])),
  );
}

/** What Fortio says at its end, over all its calls in a step. */
const saidBy = ({ exits }: StepRecord, pattern: RegExp) =>
  exits.flatMap(({ stderr }) => pattern.exec(stderr)?.slice(1).map(Number) ?? []).reduce((a, b) => a + b, 0);
const connectionsOf = (step: StepRecord) => saidBy(step, /Sockets used: (\d+)/);
const requestsOf = (step: StepRecord) => saidBy(step, /All done (\d+) calls \(plus (\d+) warmup\)/);
const counter = (step: StepRecord, id: 'kube-proxy.rule-hits' | 'cni.cpu-seconds' | 'cpu.softirq') =>
  step.observed?.counters[id] ?? Number.NaN;
const total = (steps: readonly StepRecord[], of: (step: StepRecord) => number) =>
  steps.reduce((sum, step) => sum + of(step), 0);

const agents = { id: 'cni.cpu-seconds', unitMicros: 1e6 } as const;
const softirq = { id: 'cpu.softirq', unitMicros: 1e3 } as const;

/** Processor time for each connection, us: median over the blocks. */
async function perConnection(
  run: string,
  point: string,
  { id, unitMicros }: typeof agents | typeof softirq,
): Promise<number> {
  const steps = await stepsIn(run, point, 4);
  return Math.round(median(steps.map((step) => (unitMicros * counter(step, id)) / connectionsOf(step))));
}

describe('the committed runs of the test bed', () => {
  it.each(
    ['campaign', 'scaling', 'ablation', 'claims'].flatMap((name) =>
      readdirSync(join(folder, name)).map((scenario) => [name, scenario]),
    ),
  )('%s/%s is whole, and of the scenario that it says', async (name, scenario) => {
    const { run, records } = await readRun(join(folder, name, scenario));
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
    const [run, services, setUp, roundTrip, rules, sync] = row;
    const found = await medianOf(run, toService, 'connect.min', services);
    expect(found).toBeCloseTo(setUp, setUp < 100 ? 1 : 0);
    expect(await medianOf(run, 'rtt.via=service', 'rtt.min', services)).toBeCloseTo(roundTrip, 1);
    expect(await medianOf(run, 'services', 'services.rules', services)).toBe(rules);
    expect(Math.round(await medianOf(run, 'services', 'services.sync', services))).toBe(sync);
  });

  it.each([
    ['A', 31.5, 65.3, 93.6, 54.6],
    ['B', 39.4, 145, 179, 62.5],
    ['C', 39.2, 166, 173, 97.2],
    ['D', 37.5, 155, 163, 99.0],
    ['E', 29.5, 59.7, 60.6, 63.7],
  ])('campaign, %s: round trip, set-up at 4 and at 1,000 Services, between hosts', async (name, ...told) => {
    const run = `campaign/${name}`;
    const found = [
      await medianOf(run, 'rtt.via=pod', 'rtt.min', 4),
      await medianOf(run, toService, 'connect.min', 4),
      await medianOf(run, toService, 'connect.min', 1000),
      await medianOf(run, toHost, 'connect.min', 4),
    ];
    expect(found.map((value) => Number(value.toPrecision(3)))).toEqual(told);
  });

  it("hits kube-proxy's rules once for each connection in A, and never in B", async () => {
    const scaling = await stepsIn('scaling/A', toService);
    expect(scaling).toHaveLength(40);
    for (const step of scaling) expect(counter(step, 'kube-proxy.rule-hits')).toBe(connectionsOf(step));
    expect(total(scaling, connectionsOf)).toBe(102_371);
    const kept = await stepsIn('campaign/A', 'http.server=fast-http.qps=0.keepalive=true.connections=32');
    expect(total(kept, (step) => counter(step, 'kube-proxy.rule-hits'))).toBe(448);
    expect([total(kept, connectionsOf), total(kept, requestsOf)]).toEqual([448, 108_699]);
    const inB = await stepsIn('campaign/B', toService);
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
    const run = `campaign/${name}`;
    expect([
      await perConnection(run, toService, agents),
      await perConnection(run, toHost, agents),
      await perConnection(run, toService, softirq),
      await perConnection(run, toHost, softirq),
    ]).toEqual(told);
  });

  it.each([
    ['B', 39.6, 139, 177, 197, 60.7, 584, 10, 415],
    ['C', 39.5, 168, 172, 348, 95.1, 596, 182, 389],
    ['D', 37.4, 154, 154, 341, 98.8, 615, 192, 399],
    ['D+bpf-masquerade', 37.8, 160, 158, 344, 101, 607, 188, 401],
    ['D+host-routing', 29.3, 133, 136, 315, 98.9, 537, 186, 261],
    ['D+host-routing+larger-ct', 29.4, 134, 132, 316, 101, 585, 199, 336],
    ['D+hubble-off', 37.4, 78.1, 80.1, 199, 64.9, 11, 9, 221],
    ['E-bandwidth-manager-bbr', 29.3, 59.6, 59, 177, 64.8, 8, 8, 155],
  ])('ablation, %s: latencies, and processor time for each connection', async (name, ...told) => {
    const run = `ablation/${name}`;
    const latencies = [
      await medianOf(run, 'rtt.via=pod', 'rtt.min', 4),
      await medianOf(run, toService, 'connect.min', 4),
      await medianOf(run, toService, 'connect.min', 1000),
      await medianOf(run, 'dns-latency.names=fqdn', 'dns.p50', 4),
      await medianOf(run, toHost, 'connect.min', 4),
    ];
    expect([
      ...latencies.map((value) => Number(value.toPrecision(3))),
      await perConnection(run, toService, agents),
      await perConnection(run, toHost, agents),
      await perConnection(run, toService, softirq),
    ]).toEqual(told);
  });

  it('say of the published claims what is told of them', async () => {
    const evidence = await Promise.all(
      ['campaign', 'scaling', 'claims'].flatMap((name) =>
        readdirSync(join(folder, name)).map(async (scenario) =>
          evidenceOf(await readRun(join(folder, name, scenario))),
        ),
      ),
    );
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

  it('say of each tuning what is told of it', async () => {
    const rungs = await Promise.all(
      readdirSync(join(folder, 'ablation')).map((rung) => readRun(join(folder, 'ablation', rung))),
    );
    const { figures } = ablationOf(rungs.map(evidenceOf));
    const decided = figures.flatMap(({ headline, contributions }) =>
      contributions.flatMap(({ tuning, directions, contrast }) => {
        const { kind } = contrast.verdict.outcome;
        return kind === 'inconclusive' ? [] : [`${headline.id}, ${tuning} (${directions}): ${kind}`];
      }),
    );
    expect(decided).toEqual([
      'rtt, host-routing (forward,alone): better',
      'rtt, larger-ct (forward): equivalent',
      'rtt, hubble-off (forward,backward): equivalent',
      'rtt, hubble-off (alone): equivalent',
      'connect, socket-lb (forward): better',
      'connect, hubble-off (forward,backward): better',
      'connect, hubble-off (alone): better',
      'connect-many, socket-lb (forward): better',
      'connect-many, hubble-off (forward,backward): better',
      'connect-many, hubble-off (alone): better',
      'dns, socket-lb (forward): worse',
      'dns, hubble-off (forward,backward): better',
      'dns, hubble-off (alone): better',
    ]);
  });
});
