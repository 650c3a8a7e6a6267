import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { metricIds } from '../../lib/domain/metric.ts';
import { marks } from '../../lib/domain/sample.ts';
import {
  type IndexRecord,
  indexRecordOf,
  indexRecordSchema,
  indexText,
} from '../../lib/results/index-record.ts';
import { sampleRun } from '../support/sample-run.ts';

const results = { bucket: 'results', prefix: 'runs/x/' };

describe('what the index says of a run', () => {
  const { run, records } = sampleRun({ unavailable: 'E' });
  const of = (scenario: string) => {
    const record = indexRecordOf(run, records, scenario, results);
    if (!record) throw new Error('not finished');
    return record;
  };

  it('is its declared figures, the most important first, each with its interval', () => {
    const record = of('C');
    expect(indexRecordSchema.parse(JSON.parse(indexText(record)))).toEqual(record);
    expect(record).toMatchObject({ run: run.id, scenario: 'C', target: 'lab', leftOut: 0, results });
    expect(record.headlines.map(({ headline }) => headline)).toEqual([
      'throughput',
      'rtt',
      'connect',
      'connect-many',
      'http',
      'dns',
    ]);
    for (const { median = 0, low = 0, high = 0, blocks } of record.headlines) {
      expect(blocks).toBe(6);
      expect(low).toBeLessThanOrEqual(median);
      expect(high).toBeGreaterThanOrEqual(median);
    }
    expect(record.validity).toEqual({ steps: expect.any(Number), withoutValue: 0, disturbed: 0 });
  });

  it('says what is wrong with it', () => {
    expect(of('B').validity.disturbed).toBe(1);
    // Both points of DNS failed in one block.
    expect(of('D').validity.withoutValue).toBe(2);
    const barred = of('E');
    expect(barred.validity.barred).toMatch(/^needs root/);
    expect(barred.validity.withoutValue).toBe(barred.validity.steps);
    expect(barred.headlines[0]).toMatchObject({ blocks: 0, marks: [] });
    expect(barred.headlines[0]).not.toHaveProperty('median');
  });

  it('is nothing while the run is not finished', () => {
    expect(indexRecordOf(run, records.slice(0, -1), 'C', results)).toBeUndefined();
  });
});

const plain = fc.stringMatching(/^[A-Za-z0-9._/+~-]{1,200}$/);
const reason = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constant('{'.repeat(300)),
    fc.constant('\n'.repeat(300)),
  )
  .map((made) => made.slice(0, 300));
const figure: fc.Arbitrary<IndexRecord['headlines'][number]> = fc.record({
  headline: plain,
  services: fc.nat().map((count) => count + 1),
  metric: fc.constantFrom(...metricIds),
  unit: fc.constant('us'),
  median: fc.double({ noNaN: true, noDefaultInfinity: true }),
  low: fc.double({ noNaN: true, noDefaultInfinity: true }),
  high: fc.double({ noNaN: true, noDefaultInfinity: true }),
  blocks: fc.nat(),
  marks: fc.subarray([...marks]),
});
const record: fc.Arbitrary<IndexRecord> = fc.record({
  schemaVersion: fc.constant(1 as const),
  scenario: plain,
  run: plain,
  campaign: fc.constant('a'.repeat(40)),
  target: fc.constantFrom('lab' as const, 'kube' as const),
  finishedAt: fc.constant('2026-01-01T00:00:00.000Z'),
  results: fc.record({ bucket: plain, prefix: plain }),
  validity: fc.record({
    steps: fc.nat(),
    withoutValue: fc.nat(),
    disturbed: fc.nat(),
    barred: reason,
  }),
  headlines: fc.array(figure, { maxLength: 60 }),
  leftOut: fc.constant(0),
});

describe('its text', () => {
  it('fits a parameter, whatever the record, and says how many of the last headlines it lacks', () => {
    let shortened = 0;
    fc.assert(
      fc.property(record, (one) => {
        const written = indexText(one);
        expect(written.length).toBeLessThan(4096);
        expect(written).not.toContain('{{');
        const { leftOut } = indexRecordSchema.parse(JSON.parse(written));
        const kept = one.headlines.slice(0, one.headlines.length - leftOut);
        const expected = { ...one, headlines: kept, leftOut };
        expect(JSON.stringify(JSON.parse(written))).toBe(JSON.stringify(expected));
        if (leftOut > 0) shortened += 1;
      }),
    );
    expect(shortened).toBeGreaterThan(0);
  });
});
