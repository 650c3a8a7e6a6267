import { describe, expect, it } from '@jest/globals';
import type { JournalRecord } from '../../lib/domain/journal.ts';
import { missingSteps, seriesOf } from '../../lib/domain/series.ts';
import { sampleRun } from '../support/sample-run.ts';

const { run, records } = sampleRun();
const id = 'A rtt.via=pod 4 rtt.p50';

describe('series', () => {
  it('hold one reading a block, in order, with the raw output', () => {
    const series = seriesOf(run, records).get(id);
    expect(series?.readings.map((reading) => reading.block)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(series?.readings[3]?.raw).toBe('raw/b04-s4-A-rtt.via=pod.1.json');
  });

  it('keep an absence as what it is', () => {
    const series = seriesOf(run, records).get('D dns-latency.names=fqdn 4 dns.p50');
    expect(series?.readings[4]?.reading).toMatchObject({ outcome: 'failed' });
  });

  it('leave out what was repeated, and keep the mark of what took its place', () => {
    const series = seriesOf(run, records).get('B rtt.via=pod 4 rtt.p50');
    expect(series?.readings).toHaveLength(6);
    expect(series?.readings[3]?.reading).toMatchObject({ marks: ['disturbed'] });
    expect(series?.readings[3]?.raw).toContain('.2.json');
  });

  it('leave out a voided block', () => {
    const voided: JournalRecord = { type: 'void', block: 5, at: run.createdAt, reason: 'a restart' };
    const series = seriesOf(run, [...records, voided]).get(id);
    expect(series?.readings.map((reading) => reading.block)).toEqual([0, 1, 2, 3, 4]);
  });

  it('come in the order of the plan, whatever the order of steps', () => {
    const calm = sampleRun({ trouble: false });
    const order = [...seriesOf(calm.run, calm.records).keys()];
    expect(order).toEqual([...seriesOf(calm.run, calm.records.toReversed()).keys()]);
    const scenarios = [...new Set(order.map((key) => key.split(' ')[0]))];
    expect(scenarios).toEqual(run.plan.scenarios);
  });
});

describe('missing steps', () => {
  it('are none in a finished run', () => {
    expect(missingSteps(run, records)).toEqual([]);
  });

  it('are those that the journal does not answer', () => {
    const cut = records.filter((record) => record.type !== 'step' || record.block < 5);
    const missing = missingSteps(run, cut);
    expect(missing.length).toBeGreaterThan(0);
    expect(new Set(missing.map((step) => step.block))).toEqual(new Set([5]));
  });
});
