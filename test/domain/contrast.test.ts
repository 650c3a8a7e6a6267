import { describe, expect, it } from '@jest/globals';
import { compareRuns, matchedScenarios, otherDifferences } from '../../lib/domain/across-runs.ts';
import { compareScenarios, type Evidence } from '../../lib/domain/comparison.ts';
import { contrast } from '../../lib/domain/contrast.ts';
import type { Side } from '../../lib/domain/host-control.ts';
import { scenarioOutcomes } from '../../lib/domain/scenario-outcome.ts';
import { type SeriesKey, seriesOf } from '../../lib/domain/series.ts';
import { type MadeRunOptions, madeRun } from '../support/made-run.ts';

const plan = { only: ['tcp', 'rtt', 'connect'], scenarios: ['A', 'A~twin', 'B'] };

function evidenceOf(options: MadeRunOptions = {}): Evidence {
  const { run, records } = madeRun({ plan, ...options });
  return { run, series: seriesOf(run, records), outcomes: scenarioOutcomes(run, records) };
}

const roundTrip: SeriesKey = { scenario: 'A', point: 'rtt.via=pod', services: 4, metric: 'rtt.min' };
const connection: SeriesKey = {
  scenario: 'A',
  point: 'connect.via=service',
  services: 4,
  metric: 'connect.min',
};
const options = { level: 0.95, standing: 'headline' } as const;
const side = (evidence: Evidence, key: SeriesKey): Side => ({ evidence, key });

const one = evidenceOf({ id: 'one' });
/** The same on a host that is twice as slow, its own network included. */
const slowHost = evidenceOf({ id: 'slow', figure: (_cell, usual) => 2 * usual });
/** The same host with a datapath that is 20 % slower. */
const slowPath = evidenceOf({
  id: 'changed',
  figure: ({ params }, usual) => (params.via === 'host' ? usual : 1.2 * usual),
});

describe('within a run', () => {
  it('is the comparison that the report makes', () => {
    const key = { ...roundTrip, scenario: 'B' };
    const found = contrast(side(one, key), side(one, roundTrip), { ...options, level: 1 - 0.05 / 4 });
    const known = compareScenarios(one).find(
      ({ value, headline }) => headline?.id === 'rtt' && value.scenario === 'B',
    );
    expect(found).toMatchObject({ design: 'same blocks', deployments: 1 });
    expect(found.verdict).toEqual(known?.verdict);
  });
});

describe('between two runs', () => {
  it('compares by the ratio to the host control: a slower host makes no difference', () => {
    const found = contrast(side(slowHost, roundTrip), side(one, roundTrip), options);
    expect(found).toMatchObject({ design: 'host control', verdict: { outcome: { kind: 'equivalent' } } });
    expect(found.verdict.interval?.ratio).toBeCloseTo(1, 1);
  });

  it('finds a datapath that changed', () => {
    const found = contrast(side(slowPath, roundTrip), side(one, roundTrip), options);
    expect(found).toMatchObject({ design: 'host control', verdict: { outcome: { kind: 'worse' } } });
  });

  it('says so where there is no control to hold against', () => {
    const bare = { only: ['connect'], scenarios: ['A'], profile: 'scaling' } as const;
    const [before, after] = ['before', 'after'].map((id) => evidenceOf({ id, plan: bare }));
    if (!before || !after) throw new Error('no runs');
    const found = contrast(side(after, connection), side(before, connection), options);
    expect(found).toMatchObject({ design: 'independent', verdict: { outcome: { kind: 'equivalent' } } });
  });

  it('is never equivalent where one side is missing, barred or too short', () => {
    const failed = evidenceOf({ id: 'failed', absent: () => 'fortio: exit status 1' });
    expect(contrast(side(failed, roundTrip), side(one, roundTrip), options).verdict.outcome).toEqual({
      kind: 'not compared',
      reason: 'no value (failed: fortio: exit status 1)',
    });
    expect(contrast(side(one, roundTrip), side(failed, roundTrip), options).verdict.outcome).toEqual({
      kind: 'not compared',
      reason: 'the reference has no value (failed: fortio: exit status 1)',
    });
    const short = evidenceOf({ id: 'short', plan: { ...plan, blocks: 5 } });
    expect(contrast(side(short, roundTrip), side(one, roundTrip), options).verdict.outcome).toEqual({
      kind: 'too few',
      have: 5,
      need: 6,
    });
    const outcomes = new Map(
      [...one.outcomes].map(([name, outcome]) => [
        name,
        { ...outcome, outcome: 'unavailable' as const, reason: 'needs root' },
      ]),
    );
    const barred = { ...one, outcomes };
    expect(contrast(side(barred, roundTrip), side(slowHost, roundTrip), options).verdict.outcome).toEqual({
      kind: 'not compared',
      reason: 'needs root',
    });
  });

  it('takes the larger noise floor of the two', () => {
    const noisy = evidenceOf({
      id: 'noisy',
      figure: ({ scenario }, usual) => (scenario === 'A~twin' ? 1.4 * usual : usual),
    });
    const found = contrast(side(noisy, roundTrip), side(one, roundTrip), options);
    expect(found.verdict.outcome).toEqual({ kind: 'unresolvable' });
    expect(found.verdict.floor).toMatchObject({ kind: 'measured' });
  });
});

describe('the declared figures of two runs', () => {
  it('are compared at the same points, with simultaneous intervals', () => {
    const compared = compareRuns(slowPath, one);
    const names = compared.map(({ headline, contrast: { value } }) => `${headline.id} ${value.key.scenario}`);
    expect(names).toEqual(
      ['throughput', 'rtt', 'connect', 'connect-many'].flatMap((id) => [`${id} A`, `${id} B`]),
    );
    expect(compared[2]?.contrast.verdict).toMatchObject({
      outcome: { kind: 'worse' },
      interval: { level: 1 - 0.05 / 4 },
    });
  });

  it('hold scenarios of one name against each other, and single ones whatever their names', () => {
    const of = (...scenarios: string[]) => madeRun({ plan: { only: ['rtt'], scenarios } }).run;
    expect(matchedScenarios(of('A', 'C'), of('C', 'D'))).toEqual([{ value: 'C', reference: 'C' }]);
    expect(matchedScenarios(of('E'), of('A', 'A~twin'))).toEqual([{ value: 'E', reference: 'A' }]);
    expect(matchedScenarios(of('E'), of('A', 'C'))).toEqual([]);
  });

  it('come with what else differs between the runs', () => {
    const [before, after] = ['6.1', '6.18'].map(
      (kernel) => madeRun({ environment: { kernel, root: true } }).run,
    );
    if (!before || !after) throw new Error('no runs');
    expect(otherDifferences(after, before)).toEqual(['kernel: 6.1 / 6.18']);
  });
});
