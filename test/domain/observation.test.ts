import { describe, expect, it } from '@jest/globals';
import {
  allowanceIds,
  counterIds,
  counters,
  type Observation,
  observedBetween,
} from '../../lib/domain/observation.ts';

const at = (atMillis: number, read: Observation['counters']): Observation => ({ atMillis, counters: read });

describe('what happened between two observations', () => {
  it('is the growth of cumulative counters and the later state of gauges', () => {
    const before = at(1000, { 'cni.cpu-seconds': 12.5, 'cni.memory-bytes': 2e8, 'conntrack.entries': 40 });
    const after = at(3500, { 'cni.cpu-seconds': 13.25, 'cni.memory-bytes': 1e8, 'conntrack.entries': 60 });
    expect(observedBetween(before, after)).toEqual({
      wallMillis: 2500,
      counters: { 'cni.cpu-seconds': 0.75, 'cni.memory-bytes': 1e8, 'conntrack.entries': 60 },
    });
  });

  it('leaves out what was not read at both ends, and never puts zero for it', () => {
    const before = at(0, { 'dns.cpu-seconds': 1, 'dns.memory-bytes': 1 });
    const after = at(1, { 'kube-proxy.cpu-seconds': 1, 'operator.memory-bytes': 7 });
    expect(observedBetween(before, after).counters).toEqual({ 'operator.memory-bytes': 7 });
  });

  it('tells gauges from cumulative counters for every id', () => {
    expect(counterIds.filter((id) => counters[id].kind === 'gauge')).toEqual([
      'cni.memory-bytes',
      'operator.memory-bytes',
      'kube-proxy.memory-bytes',
      'dns.memory-bytes',
      'conntrack.entries',
    ]);
    expect(allowanceIds).toEqual(counterIds.filter((id) => id.startsWith('ena.')));
  });
});
