import { describe, expect, it } from '@jest/globals';
import { diagnose, runDelayShares } from '../../lib/domain/diagnostics.ts';
import type { Series } from '../../lib/domain/series.ts';
import { seriesOf } from '../../lib/domain/series.ts';
import { normal } from '../support/random.ts';
import { sampleRun } from '../support/sample-run.ts';

function series(values: readonly (number | undefined)[]): Series {
  const key = { scenario: 'A', point: 'rtt.via=pod', services: 4, metric: 'rtt.min' } as const;
  const readings = values.map((value, block) => ({
    block,
    step: `b${block}`,
    reading:
      value === undefined
        ? ({ outcome: 'failed', reason: 'time-out' } as const)
        : ({ outcome: 'value', value, marks: [] } as const),
  }));
  return { ...key, readings };
}

const none = new Map<string, number>();
const quiet = [50, 51, 49, 50.5, 49.5, 50.2, 49.8, 50.7];

describe('diagnostics', () => {
  it('find nothing in a quiet series, and nothing to say of a short one', () => {
    expect(diagnose(series(quiet), none)).toEqual([]);
    expect(diagnose(series([50, 60, 70, 80, 90]), none)).toEqual([]);
    expect(diagnose(series([50, undefined, 60, 70, undefined, 80, 90]), none)).toEqual([]);
  });

  it('find a drift in the order of blocks, either way', () => {
    const rising = [50, 51, 52, 52.5, 53, 54, 55, 56];
    expect(diagnose(series(rising), none)).toEqual([{ kind: 'drift', correlation: 1 }]);
    expect(diagnose(series(rising.toReversed()), none)).toEqual([{ kind: 'drift', correlation: -1 }]);
  });

  it('find a wild block, and name it', () => {
    expect(diagnose(series([...quiet.slice(0, 3), 100, ...quiet.slice(4)]), none)).toEqual([
      { kind: 'outlier', block: 3, ratio: expect.closeTo(2, 1) },
    ]);
    expect(diagnose(series([50, 50, 50, 50, 50, 50, 90]), none)).toEqual([]);
  });

  it('find values that follow the delay of the driver', () => {
    const delays = new Map(quiet.map((value, block) => [`b${block}`, (value - 49) / 100]));
    expect(diagnose(series(quiet), delays)).toEqual([{ kind: 'run delay', correlation: expect.closeTo(1) }]);
    expect(diagnose(series(quiet), new Map([...delays].slice(0, 5)))).toEqual([]);
  });

  it('count the blocks that the limits of an instance took, however few are left', () => {
    const limited = (blocks: number) => {
      const made = series(quiet);
      const reading = { outcome: 'throttled', reason: 'bw-out rose by 12' } as const;
      return {
        ...made,
        readings: made.readings.map((one, block) => (block < blocks ? { ...one, reading } : one)),
      };
    };
    for (const blocks of [1, 8])
      expect(diagnose(limited(blocks), none)).toEqual([{ kind: 'allowance', blocks }]);
  });

  it('take chance for drift in no more than one series of a hundred', () => {
    const next = normal(11);
    const trials = 2000;
    let drifts = 0;
    for (let trial = 0; trial < trials; trial++) {
      const values = Array.from({ length: 10 }, () => Math.exp(0.05 * next()));
      if (diagnose(series(values), none).some(({ kind }) => kind === 'drift')) drifts++;
    }
    expect(drifts / trials).toBeLessThan(0.01 + 3 * Math.sqrt((0.01 * 0.99) / trials));
    expect(drifts).toBeGreaterThan(0);
  });

  it('read the delay from the counters beside a step, where there are any', () => {
    const { run, records } = sampleRun();
    const [step] = [...seriesOf(run, records).values()].flatMap((one) =>
      one.readings.map((reading) => reading.step),
    );
    const counted = records.map((record) =>
      record.type === 'step' && record.step === step
        ? { ...record, observed: { wallMillis: 200, counters: { 'driver.run-delay': 5 } } }
        : record,
    );
    expect([...runDelayShares(counted)]).toEqual([[step, 0.025]]);
    expect(runDelayShares(records).size).toBe(0);
  });
});
