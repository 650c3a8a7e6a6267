import { describe, expect, it } from '@jest/globals';
import type { Observed } from '../../lib/domain/observation.ts';
import type { Sample } from '../../lib/domain/sample.ts';
import { throttledBy, unlessThrottled } from '../../lib/suite/throttled.ts';

const observed = (counters: Observed['counters']): Observed => ({ wallMillis: 1000, counters });

const samples: readonly Sample[] = [
  { metric: 'tcp.throughput', outcome: 'value', value: 1e9, marks: ['disturbed'] },
  { metric: 'tcp.retransmits', outcome: 'failed', reason: 'the tool reported no such figure' },
];

describe('a step beside an exceeded allowance', () => {
  it('names each counter that rose, and by how much', () => {
    const both = observed({ 'ena.bw-in-exceeded': 12, 'ena.pps-exceeded': 0, 'ena.conntrack-exceeded': 1 });
    expect(throttledBy(both)).toBe(
      "the instance's network held back: ena.bw-in-exceeded rose by 12, ena.conntrack-exceeded rose by 1",
    );
  });

  it('has no values, and keeps what had failed for a reason of its own', () => {
    const reason = "the instance's network held back: ena.linklocal-exceeded rose by 2";
    expect(unlessThrottled(samples, observed({ 'ena.linklocal-exceeded': 2 }))).toEqual([
      { metric: 'tcp.throughput', outcome: 'throttled', reason },
      samples[1],
    ]);
  });

  it.each<[string, Observed['counters']]>([
    ['no allowance was read', { 'cpu.busy': 900 }],
    ['none rose', { 'ena.bw-in-exceeded': 0, 'ena.bw-out-exceeded': 0 }],
    ['a counter began anew', { 'ena.bw-out-exceeded': -40 }],
  ])('is as it was when %s', (_what, counters) => {
    expect(unlessThrottled(samples, observed(counters))).toEqual(samples);
  });
});
