import { describe, expect, it } from '@jest/globals';
import { type ClaimId, claimIds } from '../../../lib/domain/published/claim.ts';
import { publishedClaims } from '../../../lib/domain/published/claims/registry.ts';
import { type ClaimVerdict, judgeClaims, settingOf } from '../../../lib/domain/published/judgement.ts';
import { publishedReport } from '../../../lib/domain/published/report.ts';
import { scenarioOutcomes } from '../../../lib/domain/scenario-outcome.ts';
import { seriesOf } from '../../../lib/domain/series.ts';
import { type Cell, type MadeRunOptions, madeRun } from '../../support/made-run.ts';

const eks = { target: 'kube', environment: { 'API server': 'v1.33.5-eks-113cf36' } } as const;

/** Figures with which every claim is true, and then some. */
function asPublished({ scenario, probe, params, services, metric }: Cell, usual: number): number {
  if (probe === 'tcp') return 12.4e9;
  if (metric === 'rtt.loaded-mean') return scenario === 'E' ? 2900 : 4900;
  if (metric === 'http.p99' && params.server === 'httpbin') return scenario === 'D' ? 7500 : 10_900;
  if (metric === 'udp.loss') return scenario === 'E' ? 0.03 : 25;
  if (metric === 'connect.min') return scenario === 'A' && services >= 1000 ? 77 : 64;
  if (metric === 'rtt.min' || metric === 'dns.p50') return 50;
  return usual;
}

function verdicts(...options: readonly MadeRunOptions[]): Record<ClaimId, ClaimVerdict> {
  const runs = options.map((one, index) => madeRun({ id: `run-${index}`, figure: asPublished, ...one }));
  const [first] = runs;
  if (!first) throw new Error('no run');
  const evidence = runs.map(({ run, records }) => ({
    run,
    series: seriesOf(run, records),
    outcomes: scenarioOutcomes(run, records),
  }));
  const judged = judgeClaims(evidence, settingOf(first.run));
  return Object.fromEntries([...judged].map(([id, { verdict }]) => [id, verdict])) as Record<
    ClaimId,
    ClaimVerdict
  >;
}

const where =
  (changes: (cell: Cell) => number | undefined): NonNullable<MadeRunOptions['figure']> =>
  (cell, usual) =>
    changes(cell) ?? asPublished(cell, usual);

/** For each claim the figures that it stands on: `contradicted` changes them, `spread` blurs them. */
const flips: Readonly<
  Record<ClaimId, { contradicted(cell: Cell): number | undefined; blurred(cell: Cell): boolean }>
> = {
  throughput: {
    contradicted: ({ probe, scenario }) => (probe === 'tcp' && scenario === 'C' ? 9e9 : undefined),
    blurred: ({ probe }) => probe === 'tcp',
  },
  'loaded-rtt': {
    contradicted: ({ metric }) => (metric === 'rtt.loaded-mean' ? 4900 : undefined),
    blurred: ({ metric }) => metric === 'rtt.loaded-mean',
  },
  'http-tail': {
    contradicted: ({ metric, params }) =>
      metric === 'http.p99' && params.server === 'httpbin' ? 10_900 : undefined,
    blurred: ({ metric }) => metric === 'http.p99',
  },
  'udp-loss': {
    contradicted: ({ metric }) => (metric === 'udp.loss' ? 20 : undefined),
    blurred: () => false,
  },
  'iptables-scaling': {
    contradicted: ({ metric, scenario, services }) =>
      metric === 'rtt.min' && scenario === 'A' && services === 1000 ? 60 : undefined,
    blurred: ({ metric }) => metric === 'connect.min',
  },
  'ebpf-scaling': {
    contradicted: ({ metric, scenario, services }) =>
      metric === 'connect.min' && scenario === 'E' && services === 104 ? 75 : undefined,
    blurred: ({ metric }) => metric === 'connect.min',
  },
  dns: {
    contradicted: ({ metric, scenario }) => (metric === 'dns.p50' && scenario === 'B' ? 62 : undefined),
    blurred: ({ metric }) => metric === 'dns.p50',
  },
};

/** UDP loss near a quarter cannot blur what arrives by much: it is blurred by hand. */
const blurredLoss = where(({ metric, scenario }) =>
  metric === 'udp.loss' && scenario === 'E' ? 18 : undefined,
);

describe('the published report', () => {
  it('has the figures that its claims quote', () => {
    expect(publishedReport.headlineClaims).toHaveLength(publishedClaims.length);
    expect(publishedClaims.map(({ id }) => id)).toEqual([...claimIds]);
    const { A, E } = publishedReport.scenarios;
    expect(E.loadedRttMeanUs / A.loadedRttMeanUs).toBeCloseTo(0.64, 2);
    // What arrived does not differ: the loss was the sender's.
    const arrived = [A, E].map(
      ({ udpSenderGbps, udpLossPercent }) => udpSenderGbps * (1 - udpLossPercent / 100),
    );
    expect(arrived[1]).toBeCloseTo(arrived[0] ?? 0, 1);
  });
});

describe('on EKS', () => {
  it('every claim is confirmed by figures like the published ones', () => {
    expect(new Set(Object.values(verdicts(eks)))).toEqual(new Set(['confirmed']));
  });

  it.each(claimIds)('%s flips to contradicted with its input, and no other does', (id) => {
    const found = verdicts({ ...eks, figure: where(flips[id].contradicted) });
    expect(Object.entries(found).filter(([, verdict]) => verdict !== 'confirmed')).toEqual([
      [id, 'contradicted'],
    ]);
  });

  it.each(claimIds)('%s flips to inconclusive where the blocks scatter', (id) => {
    const { blurred } = flips[id];
    const blur = { spread: (cell: Cell) => (blurred(cell) ? 0.4 : 0.005) };
    const loss = { figure: blurredLoss, spread: ({ metric }: Cell) => (metric === 'udp.loss' ? 0.2 : 0.005) };
    expect(verdicts({ ...eks, ...(id === 'udp-loss' ? loss : blur) })[id]).toBe('inconclusive');
  });

  it('is not comparable without the scenarios, the points, the values or the blocks', () => {
    const nothing = Object.fromEntries(claimIds.map((id) => [id, 'not comparable']));
    expect(verdicts({ ...eks, plan: { scenarios: ['B'] } })).toEqual({ ...nothing });
    expect(verdicts({ ...eks, plan: { only: ['udp-max'] } })).toEqual(nothing);
    expect(verdicts({ ...eks, plan: { blocks: 5 } })).toEqual(nothing);
    expect(verdicts({ ...eks, absent: () => 'no answer' })).toEqual(nothing);
  });

  it('contradicts a difference that is there, but smaller than published', () => {
    const smaller = where(({ metric, scenario }) =>
      metric === 'rtt.loaded-mean' && scenario === 'E' ? 3700 : undefined,
    );
    expect(verdicts({ ...eks, figure: smaller })['loaded-rtt']).toBe('contradicted');
    expect(verdicts({ figure: smaller })['loaded-rtt']).toBe('mechanism seen');
  });

  it('takes each figure from the run that repeats it most', () => {
    const once: MadeRunOptions = { ...eks, plan: { blocks: 1 }, figure: where(() => 1) };
    expect(verdicts(once, eks)).toEqual(verdicts(eks));
  });

  it('takes the scenarios from the runs of a campaign, one cluster each', () => {
    const one = (scenario: string): MadeRunOptions => ({ ...eks, plan: { scenarios: [scenario] } });
    const found = verdicts(...['A', 'B', 'C', 'D', 'E'].map(one));
    expect(new Set(Object.values(found))).toEqual(new Set(['confirmed']));
  });
});

describe.each([
  ['a lab', {}],
  ['a test bed', { target: 'kube', environment: { 'API server': 'v1.31.4' } } as const],
])('in %s', (_name, target) => {
  const testable = claimIds.filter((id) => id !== 'throughput');

  it('mechanisms are seen; what needs the network card of an instance cannot be', () => {
    const seen = Object.fromEntries(testable.map((id) => [id, 'mechanism seen']));
    expect(verdicts(target)).toEqual({ ...seen, throughput: 'not testable here' });
  });

  it.each(testable)('%s flips to not seen with its input', (id) => {
    expect(verdicts({ ...target, figure: where(flips[id].contradicted) })[id]).toBe('not seen');
  });

  it('is not testable without values', () => {
    const found = verdicts({ ...target, absent: () => 'needs root' });
    expect(new Set(Object.values(found))).toEqual(new Set(['not testable here']));
  });
});
