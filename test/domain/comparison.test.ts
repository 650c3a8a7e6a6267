import { describe, expect, it } from '@jest/globals';
import {
  baselineOf,
  type Comparison,
  compareScenarios,
  compareServices,
} from '../../lib/domain/comparison.ts';
import { headlines } from '../../lib/domain/headline.ts';
import { plannedHeadlines, plannedScalings } from '../../lib/domain/planned-headline.ts';
import { scenarioOutcomes } from '../../lib/domain/scenario-outcome.ts';
import { seriesOf } from '../../lib/domain/series.ts';
import { type SampleOptions, sampleRun } from '../support/sample-run.ts';

function evidenceOf(options?: SampleOptions) {
  const { run, records } = sampleRun(options);
  return { run, series: seriesOf(run, records), outcomes: scenarioOutcomes(run, records) };
}

const evidence = evidenceOf();
const scenarios = compareScenarios(evidence);

function headlineOf(comparisons: readonly Comparison[], scenario: string, headline: string): Comparison {
  const found = comparisons.find((one) => one.value.scenario === scenario && one.headline?.id === headline);
  if (!found) throw new Error(`no ${headline} of ${scenario}`);
  return found;
}

describe('the declared headlines', () => {
  it('are all measured by the quick profile, in every block, but for what takes seconds', () => {
    const planned = plannedHeadlines(evidence.run.plan);
    const [costly, ...others] = headlines.map((headline) => headline.id);
    expect(costly).toBe('cpu-per-gbit');
    expect(planned.map((entry) => entry.headline.id)).toEqual(others);
    expect(planned.map((entry) => entry.blocks)).toEqual(planned.map(() => 6));
    expect(planned.map((entry) => entry.services)).toEqual([4, 4, 4, 1000, 4, 4]);
  });

  it('are never stood for by a control from host to host, wherever that stands in the plan', () => {
    const { plan } = evidence.run;
    const reversed = { ...plan, points: plan.points.toReversed() };
    const pointsOf = (one: typeof plan) => plannedHeadlines(one).map(({ point }) => point);
    expect(pointsOf(reversed)).toEqual(pointsOf(plan));
    expect(plan.points.filter(({ id }) => id.startsWith('http.') && id.endsWith('via=host'))).toHaveLength(1);
  });

  it('shrink with the plan', () => {
    const { run } = sampleRun({ plan: { only: ['tcp'] } });
    expect(plannedHeadlines(run.plan).map((entry) => entry.headline.id)).toEqual(['throughput']);
    expect(plannedScalings(run.plan)).toEqual([]);
  });
});

describe('scenarios against the baseline', () => {
  it('takes A, or the first where A is not planned', () => {
    expect(baselineOf(evidence.run)).toBe('A');
    expect(baselineOf(sampleRun({ plan: { scenarios: ['C', 'D'] } }).run)).toBe('C');
  });

  it('finds the differences that the figures hold', () => {
    const kind = (scenario: string, headline: string) =>
      headlineOf(scenarios, scenario, headline).verdict.outcome.kind;
    expect(kind('B', 'throughput')).toBe('worse');
    expect(kind('D', 'rtt')).toBe('better');
    expect(kind('B', 'connect-many')).toBe('worse');
    expect(kind('C', 'connect-many')).toBe('better');
  });

  it('gives headlines simultaneous intervals and the rest plain ones', () => {
    const headline = headlineOf(scenarios, 'B', 'rtt').verdict;
    expect(headline).toMatchObject({ standing: 'headline' });
    expect(headline.interval?.level).toBeCloseTo(1 - 0.05 / 6);
    const other = scenarios.find((one) => one.value.scenario === 'B' && one.value.metric === 'rtt.p90');
    expect(other?.verdict).toMatchObject({ standing: 'descriptive', interval: { level: 0.95 } });
  });

  it('flags disturbed blocks and failed ones', () => {
    expect(headlineOf(scenarios, 'B', 'rtt').verdict.disturbed).toBe(1);
    expect(headlineOf(scenarios, 'D', 'dns').verdict).toMatchObject({
      unpaired: 1,
      outcome: { kind: 'too few', have: 5, need: 6 },
    });
  });

  it('measures the floor by the twin, and never compares the twin', () => {
    expect(headlineOf(scenarios, 'B', 'rtt').verdict.floor).toMatchObject({ kind: 'measured', n: 6 });
    expect(scenarios.some((one) => one.value.scenario === 'A~twin')).toBe(false);
    const without = evidenceOf({ plan: { scenarios: ['A', 'B'] } });
    const verdict = headlineOf(compareScenarios(without), 'B', 'rtt').verdict;
    expect(verdict.floor).toEqual({ kind: 'not measured' });
  });

  it('says why a scenario that could not be opened is not compared', () => {
    const skipped = compareScenarios(evidenceOf({ unavailable: 'C' }));
    const { outcome } = headlineOf(skipped, 'C', 'rtt').verdict;
    expect(outcome).toMatchObject({ kind: 'not compared', reason: expect.stringContaining('needs root') });
  });

  it('does not compare a datapath that is not what it claims', () => {
    const outcomes = new Map(evidence.outcomes);
    const facts = { routing: 'vxlan' };
    outcomes.set('D', {
      scenario: 'D',
      outcome: 'not the datapath it claims',
      facts,
      mismatches: ['routing: vxlan instead of native'],
    });
    const { outcome } = headlineOf(compareScenarios({ ...evidence, outcomes }), 'D', 'rtt').verdict;
    expect(outcome).toMatchObject({ reason: expect.stringContaining('routing: vxlan instead of native') });
  });
});

describe('Services against the fewest', () => {
  const ten = evidenceOf({ plan: { profile: 'full', seed: 3 }, trouble: false });
  const scaling = compareServices(ten);

  it('finds that a chain costs new connections, and open ones nothing', () => {
    expect(headlineOf(scaling, 'A', 'connect-scaling').verdict.outcome).toEqual({ kind: 'worse' });
    expect(headlineOf(scaling, 'C', 'connect-scaling').verdict.outcome).toEqual({ kind: 'equivalent' });
    expect(headlineOf(scaling, 'A', 'keepalive-scaling').verdict.outcome).toEqual({ kind: 'equivalent' });
  });

  it('compares each scenario with itself at the fewest', () => {
    for (const one of scaling) {
      expect(one.reference).toEqual({ ...one.value, services: one.reference.services });
      expect(one.reference.services).toBeLessThan(one.value.services);
    }
  });
});
