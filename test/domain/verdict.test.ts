import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Metric } from '../../lib/domain/metric.ts';
import { type Pairing, pairByBlock } from '../../lib/domain/pairing.ts';
import type { Mark } from '../../lib/domain/sample.ts';
import type { Reading, Series } from '../../lib/domain/series.ts';
import type { Pair } from '../../lib/domain/statistics/paired-ratio.ts';
import { type Floor, floorOf, type Outcome, type Question, verdictOf } from '../../lib/domain/verdict.ts';
import { normal } from '../support/random.ts';

const latency: Metric = {
  title: 'RTT p50',
  unit: 'us',
  better: 'lower',
  margin: { ratio: 0.05, reason: 'for the test' },
};
const unknownFloor: Floor = { kind: 'not measured' };

function pairing(pairs: readonly Pair[]): Pairing {
  return { pairs, unpaired: 0, lost: 0, marked: new Map() };
}

/** Pairs whose ratio is `centre`, with a spread that the t-interval sees. */
function around(centre: number, spread: number, n: number): Pairing {
  return pairing(
    Array.from({ length: n }, (_, index) => ({
      reference: 100,
      value: 100 * centre * Math.exp(index % 2 === 0 ? spread : -spread),
    })),
  );
}

function outcome(pairs: Pairing, changes: Partial<Question> = {}): Outcome {
  const asked = {
    metric: latency,
    pairing: pairs,
    floor: unknownFloor,
    level: 0.95,
    standing: 'headline',
  } as const;
  return verdictOf({ ...asked, ...changes }).outcome;
}

function series(readings: readonly Reading[]): Series {
  const key = { scenario: 'A', point: 'rtt.via=pod', services: 4, metric: 'rtt.p50' } as const;
  return { ...key, readings: readings.map((reading, block) => ({ block, step: `b${block}`, reading })) };
}

const value = (number: number, ...marks: Mark[]): Reading => ({ outcome: 'value', value: number, marks });
const failed: Reading = { outcome: 'failed', reason: 'fortio: exit status 1' };

describe('a verdict', () => {
  it('is better or worse where the whole interval lies beyond the margin', () => {
    expect(outcome(around(0.8, 0.01, 6))).toEqual({ kind: 'better' });
    expect(outcome(around(1.2, 0.01, 6))).toEqual({ kind: 'worse' });
    expect(outcome(around(1.2, 0.01, 6), { metric: { ...latency, better: 'higher' } })).toEqual({
      kind: 'better',
    });
  });

  it('is equivalent where the whole interval lies inside the margin', () => {
    expect(outcome(around(1.01, 0.01, 8))).toEqual({ kind: 'equivalent' });
  });

  it('is inconclusive in between, and says how many blocks would settle it', () => {
    const answer = outcome(around(1.01, 0.1, 6));
    expect(answer).toMatchObject({ kind: 'inconclusive' });
    const blocks = answer.kind === 'inconclusive' ? answer.blocks : undefined;
    expect(blocks).toBeGreaterThan(6);
    // With about twice as many the same centre and spread are decided.
    expect(outcome(around(1.01, 0.1, 2 * (blocks ?? 0)))).toEqual({ kind: 'equivalent' });
  });

  it('names no number of blocks for a difference that sits on the margin', () => {
    expect(outcome(pairing(around(1.05, 0.05, 6).pairs))).toEqual({ kind: 'inconclusive' });
  });

  it('needs six pairs', () => {
    expect(outcome(around(2, 0.01, 5))).toEqual({ kind: 'too few', have: 5, need: 6 });
  });

  it('says that the target cannot resolve it where the floor exceeds the margin', () => {
    const floor: Floor = { kind: 'measured', ratio: 0.1, n: 10 };
    expect(outcome(around(1.01, 0.01, 8), { floor })).toEqual({ kind: 'unresolvable' });
    expect(outcome(around(1.08, 0.005, 8), { floor })).toEqual({ kind: 'unresolvable' });
    expect(outcome(around(1.3, 0.01, 8), { floor })).toEqual({ kind: 'worse' });
  });

  it('carries that no floor was measured', () => {
    const asked = {
      metric: latency,
      pairing: around(1, 0.01, 6),
      level: 0.95,
      standing: 'headline',
    } as const;
    expect(verdictOf({ ...asked, floor: unknownFloor }).floor).toEqual({ kind: 'not measured' });
  });

  it('is not given without a margin, a direction, or for a reason from outside', () => {
    const { margin: _, ...marginless } = latency;
    for (const metric of [marginless, { ...latency, better: 'neither' } as const])
      expect(outcome(around(1, 0.01, 6), { metric })).toMatchObject({ kind: 'not compared' });
    expect(outcome(around(1, 0.01, 6), { barred: 'not the datapath it claims' })).toEqual({
      kind: 'not compared',
      reason: 'not the datapath it claims',
    });
  });

  it('is not given for zeros, which have no ratio', () => {
    const zeros = Array.from({ length: 6 }, () => ({ reference: 0, value: 0 }));
    expect(outcome(pairing(zeros))).toMatchObject({ kind: 'not compared' });
  });

  it('swaps when the sides are swapped', () => {
    const other: Record<string, string> = { better: 'worse', worse: 'better' };
    const around1 = fc.double({ min: 50, max: 150, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.record({ reference: around1, value: around1 }), { minLength: 6, maxLength: 12 }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (pairs, ratio) => {
          const floor: Floor = { kind: 'measured', ratio, n: 10 };
          const back = pairs.map((pair) => ({ reference: pair.value, value: pair.reference }));
          const kind = outcome(pairing(pairs), { floor }).kind;
          expect(outcome(pairing(back), { floor }).kind).toBe(other[kind] ?? kind);
        },
      ),
    );
  });

  it('never gains an answer from a higher floor', () => {
    const near = fc.double({ min: 0.8, max: 1.25, noNaN: true });
    fc.assert(
      fc.property(near, fc.double({ min: 0, max: 0.3, noNaN: true }), (centre, ratio) => {
        const without = outcome(around(centre, 0.01, 8)).kind;
        const withFloor = outcome(around(centre, 0.01, 8), { floor: { kind: 'measured', ratio, n: 8 } }).kind;
        expect([without, 'unresolvable']).toContain(withFloor);
      }),
    );
  });

  it('calls copies of one thing different no more often than its level allows', () => {
    const next = normal(7);
    const trials = 2000;
    let decided = 0;
    for (let trial = 0; trial < trials; trial++) {
      const noise = () => Math.exp(0.1 * next());
      const pairs = Array.from({ length: 6 }, () => ({ reference: noise(), value: noise() }));
      // Without a margin the interval alone decides: the strictest form of the test.
      const metric: Metric = { ...latency, margin: { ratio: 0, reason: 'A/A' } };
      if (['better', 'worse'].includes(outcome(pairing(pairs), { metric }).kind)) decided++;
    }
    expect(decided / trials).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / trials));
  });
});

describe('pairs', () => {
  it('are made by block, of blocks in which both have a value', () => {
    const made = pairByBlock(
      series([value(1), failed, value(3), value(4)]),
      series([value(10), value(20), failed, value(40)]),
    );
    expect(made.pairs).toEqual([
      { reference: 1, value: 10 },
      { reference: 4, value: 40 },
    ]);
    expect(made.unpaired).toBe(2);
  });

  it('say why there are none', () => {
    const six = Array.from({ length: 6 }, () => value(1));
    const failures = Array.from({ length: 6 }, () => failed);
    expect(outcome(pairByBlock(series(six), series(failures)))).toEqual({
      kind: 'not compared',
      reason: 'no value (failed: fortio: exit status 1)',
    });
    expect(outcome(pairByBlock(series(failures), series(six)))).toMatchObject({ kind: 'not compared' });
    expect(outcome(pairByBlock(undefined, undefined))).toEqual({
      kind: 'not compared',
      reason: 'no value (not measured)',
    });
  });

  it.each(['sender-limited', 'target-not-reached', 'server-bound'] as const)(
    'are not compared when %s',
    (mark) => {
      const plain = Array.from({ length: 6 }, () => value(1));
      const marked = [...plain.slice(1), value(1, mark)];
      expect(outcome(pairByBlock(series(plain), series(marked)))).toEqual({
        kind: 'not compared',
        reason: `${mark} in 1 of 6 blocks`,
      });
      expect(outcome(pairByBlock(series(marked), series(plain)))).toMatchObject({
        reason: `the reference is ${mark} in 1 of 6 blocks`,
      });
      expect(outcome(pairByBlock(series(marked), series(marked)))).toMatchObject({
        reason: `both are ${mark}, in 1 and 1 of 6 blocks`,
      });
    },
  );

  it('that were disturbed count and are flagged', () => {
    const plain = Array.from({ length: 6 }, () => value(1));
    const made = pairByBlock(series(plain), series([...plain.slice(1), value(1, 'disturbed')]));
    const verdict = verdictOf({
      metric: latency,
      pairing: made,
      floor: unknownFloor,
      level: 0.95,
      standing: 'headline',
    });
    expect(verdict).toMatchObject({ outcome: { kind: 'equivalent' }, disturbed: 1 });
  });
});

describe('the noise floor', () => {
  it('is the larger end of the twin’s interval', () => {
    const floor = floorOf(around(1, 0.02, 6));
    // Alternating +-0.02: standard deviation 0.0219, t(0.975, 5) = 2.5706
    expect(floor).toMatchObject({ kind: 'measured', n: 6 });
    expect(floor.kind === 'measured' ? Math.log1p(floor.ratio) : 0).toBeCloseTo(
      (2.5706 * 0.021909) / Math.sqrt(6),
      4,
    );
  });

  it('is not measured by few pairs', () => {
    expect(floorOf(around(1, 0.02, 5))).toEqual({ kind: 'not measured' });
  });
});
