import { describe, expect, it } from '@jest/globals';
import { observedBetween } from '../../lib/domain/observation.ts';
import { point } from '../../lib/domain/point.ts';
import type { Sample } from '../../lib/domain/sample.ts';
import { disturbanceOf, defaultDisturbancePolicy as policy } from '../../lib/suite/disturbance.ts';
import { markByCounters, withMark } from '../../lib/suite/marks.ts';

const during = (counters: Record<string, number>, wallMillis = 1000) => ({ wallMillis, counters });

describe('a disturbed step', () => {
  it.each([
    [{}, undefined],
    [{ 'cpu.steal': 30 }, undefined],
    [{ 'cpu.steal': 31 }, 'the hypervisor took 3 % of a processor'],
    [{ 'cpu.foreign-user': 250 }, undefined],
    [{ 'cpu.foreign-user': 400 }, 'other programs used 40 % of a processor'],
  ])('%j: %s', (counters, reason) => {
    expect(disturbanceOf(during(counters), policy)).toBe(reason);
  });

  it('is not seen in less than two ticks of the counter', () => {
    expect(disturbanceOf(during({ 'cpu.steal': 10 }, 100), policy)).toBeUndefined();
  });
});

describe('counters around a step', () => {
  it('are differences; gauges keep their last value; what was not to be had stays absent', () => {
    const before = { atMillis: 10, counters: { 'cpu.busy': 5, 'conntrack.entries': 9, 'server.user': 1 } };
    const after = { atMillis: 30, counters: { 'cpu.busy': 8, 'conntrack.entries': 4, 'cpu.steal': 7 } };
    expect(observedBetween(before, after)).toEqual({
      wallMillis: 20,
      counters: { 'cpu.busy': 3, 'conntrack.entries': 4 },
    });
  });
});

describe('marks from counters', () => {
  const value: Sample = { metric: 'http.rate', outcome: 'value', value: 4000 };
  const http = (qps: number) => point('http', { qps }, 1);
  const busy = during({ 'server.user': 800 });

  it('call a figure at full load server-bound when the application used its processor up', () => {
    expect(markByCounters([value], http(0), busy)).toEqual([{ ...value, marks: ['server-bound'] }]);
    const missed = withMark([value], 'target-not-reached');
    expect(markByCounters(missed, http(5000), busy)[0]).toMatchObject({
      marks: ['target-not-reached', 'server-bound'],
    });
  });

  it('leave alone a rate that was reached, a server with time to spare, other probes, and absences', () => {
    expect(markByCounters([value], http(1000), busy)).toEqual([value]);
    expect(markByCounters([value], http(0), during({ 'server.user': 100 }))).toEqual([value]);
    expect(markByCounters([value], point('tcp', {}, 1), busy)).toEqual([value]);
    const absent: Sample = { metric: 'http.rate', outcome: 'failed', reason: 'refused' };
    expect(markByCounters([absent], http(0), busy)).toEqual([absent]);
  });
});
