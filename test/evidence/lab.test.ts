import { describe, expect, it } from '@jest/globals';
import { ablationOf } from '../../lib/domain/ablation/contributions.ts';
import { countedSteps } from '../../lib/domain/journal.ts';
import { stepsOf } from '../../lib/domain/plan.ts';
import { judgeClaims } from '../../lib/domain/published/judgement.ts';
import { buildReport } from '../../lib/report/model.ts';
import { buildPlan } from '../../lib/suite/build-plan.ts';
import { profileIds } from '../../lib/suite/profiles.ts';
import { evidenceIn, foldersOf, medianOf, readCommitted, threeDigits } from './readings.ts';

const runs = foldersOf('lab');
const scalingRuns = ['scaling-seed-1', 'scaling-seed-2', 'scaling-seed-3'];

describe('the published claims', () => {
  it.each(scalingRuns)('claims and %s have the verdicts that are told of them', async (name) => {
    const evidence = await evidenceIn('lab/claims', `lab/${name}`);
    const verdicts = [...judgeClaims(evidence, 'lab')].map(([id, { verdict }]) => [id, verdict]);
    expect(verdicts).toEqual([
      ['throughput', 'not testable here'],
      ['loaded-rtt', 'not seen'],
      ['http-tail', 'not seen'],
      ['udp-loss', 'not seen'],
      ['iptables-scaling', 'mechanism seen'],
      ['ebpf-scaling', 'mechanism seen'],
      ['dns', 'not seen'],
    ]);
  });
});

describe('the ablation', () => {
  it('has the mechanisms that are told of it, and none that is opposed', async () => {
    const { figures } = ablationOf(await evidenceIn('lab/ablation'));
    const expected = figures.flatMap(({ headline, contributions }) =>
      contributions.flatMap(({ tuning, directions, expected: found }) =>
        found ? [`${headline.id}, ${tuning} (${directions}): ${found.standing.kind}`] : [],
      ),
    );
    expect(expected).toEqual([
      'throughput, native-routing (forward,alone): open',
      'throughput, bbr (forward,backward): open',
      'throughput, bbr (alone): open',
      'throughput-shaped, bbr (forward,backward): supported',
      'throughput-shaped, bbr (alone): supported',
      'saturated-shaped, bbr (forward,backward): supported',
      'saturated-shaped, bbr (alone): supported',
      'rtt, native-routing (forward,alone): supported',
      'rtt, host-routing (forward,alone): supported',
      'rtt, host-routing (backward): supported',
      'connect, host-routing (forward,alone): supported',
      'connect, host-routing (backward): supported',
      'connect-many, socket-lb (forward): supported',
      'connect-many, socket-lb (alone): supported',
    ]);
  });

  it.each([
    ['B', 8.41, 0.987, 562, 26_300, 33.7, 72.4, 90.8],
    ['C', 10.4, 0.987, 548, 26_600, 30.8, 62.5, 64.8],
    ['D', 24.4, 0.993, 449, 26_500, 26.5, 57.4, 55.7],
    ['D-socket-lb', 16.2, 0.993, 450, 26_200, 28.3, 59.7, 71.7],
    ['D+host-routing', 22.8, 0.993, 544, 25_700, 23.9, 47.4, 47.4],
    ['D+bbr-host-routing', 16.7, 0.992, 481, 1430, 26.6, 57.4, 58],
    ['E', 17.5, 0.992, 425, 1370, 24, 47.7, 47.8],
  ])('has the figures that are told of %s', async (scenario, ...told) => {
    const figures = (
      [
        ['tcp.streams=1.via=pod', 'tcp.throughput', 4, 1e9],
        ['tcp-shaped.via=pod', 'tcp.throughput', 4, 1e9],
        ['rtt-saturated.via=pod.link=open', 'rtt.p50', 4, 1],
        ['rtt-saturated.via=pod.link=shaped', 'rtt.p50', 4, 1],
        ['rtt.via=pod', 'rtt.min', 4, 1],
        ['connect.via=service', 'connect.min', 4, 1],
        ['connect.via=service', 'connect.min', 1000, 1],
      ] as const
    ).map(async ([point, metric, services, unit]) =>
      threeDigits((await medianOf('lab/ablation', { scenario, point, metric, services })) / unit),
    );
    expect(await Promise.all(figures)).toEqual(told);
  });
});

describe('a committed run', () => {
  // They were written by earlier versions: a change of the schema that cannot read them fails here.
  it.each(runs)('%s is readable, with every planned step counted once', async (name) => {
    const { run, records } = await readCommitted(`lab/${name}`);
    const planned = [...stepsOf(run.plan)].map(({ step }) => step.id);
    expect([...countedSteps(records).keys()].sort()).toEqual(planned.sort());
  });

  // Of profiles that have the points that they had. A change of the layout that moves these has to say why.
  it.each(scalingRuns)('%s is what its seed still gives', async (name) => {
    const { plan } = (await readCommitted(`lab/${name}`)).run;
    const only = plan.points.map((point) => point.probe);
    const { seed, scenarios, blocks } = plan;
    const profile = profileIds.find((id) => id === plan.profile) ?? 'quick';
    expect(buildPlan({ profile, seed, scenarios, only, blocks: blocks.length })).toEqual(plan);
  });

  it.each(scalingRuns)('%s has the verdicts that are told of it', async (name) => {
    const { run, records } = await readCommitted(`lab/${name}`);
    const { scaling } = buildReport(run, records);
    const outcome = (section: string, scenario: string) =>
      scaling
        .find(({ id }) => id === section)
        ?.curves.find((curve) => curve.scenario === scenario)
        ?.rows.find((row) => row.key.services === 1000)?.verdict;
    expect(outcome('connect', 'A')).toMatchObject({ standing: 'headline', outcome: { kind: 'worse' } });
    expect(outcome('connect', 'C')).toMatchObject({
      standing: 'headline',
      outcome: { kind: 'equivalent' },
    });
    expect(outcome('kept', 'A')).toMatchObject({ standing: 'headline', outcome: { kind: 'equivalent' } });
    expect(outcome('connect', 'A')?.interval?.n).toBe(10);
  });
});
