import { describe, expect, it } from '@jest/globals';
import { type Chain, chainLengths, chainsOf } from '../../../lib/domain/recommend/chain.ts';
import type { Calls } from '../../../lib/domain/recommend/chain-calls.ts';
import { recommend } from '../../../lib/domain/recommend/recommend.ts';
import type { Bucket } from '../../../lib/domain/statistics/distribution.ts';
import { buildReport } from '../../../lib/report/model.ts';
import { type SampleOptions, sampleRun } from '../../support/sample-run.ts';

function sample(options: SampleOptions = {}) {
  const { run, records } = sampleRun({
    trouble: false,
    plan: { only: ['rtt'], scenarios: ['A', 'C', 'D'] },
    ...options,
  });
  const [evidence] = buildReport(run, records).parts;
  if (!evidence) throw new Error('a report of nothing');
  return { run, records, evidence };
}

/** A thousand calls of every step, each between 1 us below and above what its scenario takes. */
function callsOf({ records }: ReturnType<typeof sample>, micros: Readonly<Record<string, number>>): Calls {
  return new Map(
    records.flatMap((record): [string, readonly Bucket[]][] => {
      const middle = record.type === 'step' ? micros[record.scenario] : undefined;
      return record.type === 'step' && middle !== undefined
        ? [[record.step, [{ from: middle - 1, to: middle + 1, count: 1000 }]]]
        : [];
    }),
  );
}

const of = (chains: readonly Chain[], scenario: string) =>
  chains.find((chain) => chain.scenario === scenario);

describe('calls in a row', () => {
  it('are computed from histograms where every block has one, else from percentiles', () => {
    const given = sample();
    const percentiles = chainsOf(given.evidence, new Map());
    expect(percentiles.map(({ scenario }) => scenario)).toEqual(['A', 'C', 'D']);
    expect(new Set(percentiles.map(({ basis }) => basis))).toEqual(new Set(['percentiles']));
    expect(of(percentiles, 'A')).toMatchObject({ blocks: 6, services: 4, of: 'round-trips' });

    const histograms = chainsOf(given.evidence, callsOf(given, { A: 100, C: 100 }));
    expect(histograms.map(({ basis }) => basis)).toEqual(['histograms', 'histograms', 'percentiles']);
    const ten = of(histograms, 'A')?.figures.at(-1);
    expect(ten?.calls).toBe(10);
    // Ten times the edges of the one bucket, and a rounding to 1/512 each time.
    expect(ten?.p99.low).toBeLessThanOrEqual(990);
    expect(ten?.p99.low).toBeGreaterThan(990 * (1 - 11 / 512));
    expect(ten?.p99.high).toBeGreaterThanOrEqual(1010);
    expect(ten?.p99.high).toBeLessThan(1010 * (1 + 11 / 512));

    const torn = callsOf(given, { A: 100 });
    const missing = [...torn.keys()].find((step) => step.endsWith('A-rtt.via=pod'));
    expect(
      of(chainsOf(given.evidence, new Map([...torn].filter(([step]) => step !== missing))), 'A')?.basis,
    ).toBe('percentiles');
  });

  it('hold the percentiles of one call between their bounds, and grow with their number', () => {
    const { evidence } = sample();
    for (const { figures, scenario } of chainsOf(evidence, new Map())) {
      expect(figures.map(({ calls }) => calls)).toEqual([...chainLengths]);
      const p50s = [...evidence.series.values()]
        .filter((one) => one.scenario === scenario && one.metric === 'rtt.p50' && one.point === 'rtt.via=pod')
        .flatMap(({ readings }) =>
          readings.flatMap(({ reading }) => (reading.outcome === 'value' ? reading.value : [])),
        );
      expect(figures[0]?.p50.high).toBeGreaterThanOrEqual(Math.min(...p50s));
      expect(figures[0]?.p50.high).toBeLessThanOrEqual(Math.max(...p50s) * (1 + 1 / 256));
      for (const [index, { p50, p99 }] of figures.entries()) {
        expect(p99.low).toBeGreaterThanOrEqual(p50.low);
        expect(p50.low).toBeGreaterThan(figures[index - 1]?.p50.low ?? 0);
      }
    }
  });

  it('are absent where nothing was measured, failed, or had too few calls', () => {
    const { run, records } = sample();
    const spoilt = (change: object) =>
      records.map((record) =>
        record.type === 'step'
          ? { ...record, samples: record.samples.map(({ metric }) => ({ metric, ...change }) as never) }
          : record,
      );
    const chainsAfter = (change: object) => {
      const [evidence] = buildReport(run, spoilt(change)).parts;
      return evidence && chainsOf(evidence, new Map());
    };
    expect(chainsAfter({ outcome: 'failed', reason: 'fortio: exit status 1' })).toEqual([]);
    expect(chainsAfter({ outcome: 'value', value: 30, marks: ['few-events'] })).toEqual([]);
    expect(chainsAfter({ outcome: 'value', value: 30 })).toHaveLength(3);
    expect(buildReport(run, []).recommendations.flatMap(({ chains }) => chains)).toEqual([]);
  });

  it('are told apart only when they are in every block of six, by more than the margin', () => {
    const given = sample();
    const against = (micros: number, blocks = 6) => {
      const { evidence } =
        blocks === 6 ? given : sample({ plan: { only: ['rtt'], scenarios: ['A', 'C'], blocks } });
      return of(chainsOf(evidence, callsOf(given, { A: 100, C: micros })), 'C')?.against;
    };
    expect(against(140)).toBe('longer');
    expect(against(70)).toBe('shorter');
    expect(against(110)).toBe('not apart');
    expect(against(140, 5)).toBeUndefined();
    expect(of(chainsOf(given.evidence, new Map()), 'A')?.against).toBeUndefined();
  });

  it('keep a scenario from being chosen for calls in a row, and for nothing else', () => {
    const given = sample();
    const { comparisons } = buildReport(given.run, given.records);
    const chosenFor = (id: string, calls: Calls) =>
      recommend(given.evidence, comparisons, chainsOf(given.evidence, calls)).find(
        ({ workload }) => workload.id === id,
      );
    const [alike, longer] = [100, 200].map((D) => callsOf(given, { A: 100, C: 100, D }));
    expect(chosenFor('multi-hop', alike ?? new Map())).toMatchObject({
      ground: 'measured',
      scenarios: ['D'],
    });
    expect(chosenFor('multi-hop', longer ?? new Map())).toMatchObject({ ground: 'open', scenarios: ['A'] });
    expect(chosenFor('small-cluster', longer ?? new Map())).toMatchObject({ scenarios: ['D'], chains: [] });
  });
});
