import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { layOutServices } from '../../../lib/targets/lab/service-layout.ts';
import { topologyFor } from '../../../lib/targets/lab/topology.ts';

const { pods } = topologyFor('native');
const counts = fc.integer({ min: 4, max: 2000 });
const places = fc.double({ min: 0, max: 1, noNaN: true });

describe('the layout of Services', () => {
  it('has as many Services as asked for, each with an address of its own', () => {
    fc.assert(
      fc.property(counts, places, (count, place) => {
        const { ports } = layOutServices(pods, count, place);
        expect(new Set(ports.map(({ name }) => name.split(':')[0])).size).toBe(count);
        expect(new Set(ports.map(({ clusterIp }) => clusterIp)).size).toBe(count);
        expect(ports.every(({ clusterIp }) => /^10\.100(\.\d{1,3}){2}$/.test(clusterIp))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('puts the fast HTTP server where it was asked for, and says where', () => {
    fc.assert(
      fc.property(counts, places, (count, place) => {
        const { ports, place: stated } = layOutServices(pods, count, place);
        expect(ports[stated.index - 1]?.name).toBe('bench/server:http');
        expect(stated.of).toBe(ports.length);
        expect(Math.abs((stated.index - 1) / (stated.of - 1) - place)).toBeLessThanOrEqual(1 / stated.of);
      }),
      { numRuns: 30 },
    );
  });

  it('can be first and last', () => {
    expect(layOutServices(pods, 1000, 0).place.index).toBe(1);
    const last = layOutServices(pods, 1000, 1).place;
    expect(last.index).toBe(last.of);
  });

  it.each([3, 4.5, 0, -1, 50_001])('refuses %d Services', (count) => {
    expect(() => layOutServices(pods, count, 0)).toThrow(/must be from 4 to 50000/);
  });
});
