import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { costOf, volumeGigabytes } from '../../../lib/domain/cost/deployment-cost.ts';
import { creationHours, deletionHours, wallClockHours } from '../../../lib/domain/cost/deployment-hours.ts';
import { pricesOf } from '../../../lib/domain/cost/price-table.ts';
import { prices } from '../../../lib/domain/cost/prices.ts';

const seoul = pricesOf(prices, 'ap-northeast-2');
const request = {
  prices: seoul,
  instanceType: 'm6i.xlarge',
  nodeCount: 3,
  measuringHours: 2,
  extendedSupport: false,
};

describe('the cost of a scenario', () => {
  it('in Seoul is that of three nodes, a control plane, a NAT gateway and its address, by the hour', () => {
    const { lines, hours } = costOf(request);
    expect(hours.total).toBe(creationHours + 2 + deletionHours);
    const hourly = lines.filter(({ resource }) => /control plane|nodes|NAT gateway$|IPv4/.test(resource));
    // 0.10 + 3 x 0.236 + 0.059 + 0.005, three hours.
    expect(hourly.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(3 * 0.872);
  });

  it('has every begun hour of the NAT gateway whole', () => {
    const nat = (measuringHours: number) =>
      costOf({ ...request, measuringHours }).lines.find(({ resource }) => resource === 'NAT gateway')?.usd;
    expect(nat(1.01)).toBeCloseTo(3 * 0.059);
    expect(nat(2)).toBeCloseTo(3 * 0.059);
  });

  it('is the sum of its lines, more with more hours and nodes, and never less than one hour of nodes', () => {
    const hours = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(
      fc.property(hours, hours, fc.integer({ min: 3, max: 20 }), (some, more, nodeCount) => {
        const cost = costOf({ ...request, measuringHours: some, nodeCount });
        expect(cost.usd).toBeCloseTo(cost.lines.reduce((sum, { usd }) => sum + usd, 0));
        expect(cost.usd).toBeGreaterThan(nodeCount * 0.236);
        expect(costOf({ ...request, measuringHours: some + more, nodeCount }).usd).toBeGreaterThanOrEqual(
          cost.usd,
        );
        expect(costOf({ ...request, measuringHours: some, nodeCount: nodeCount + 1 }).usd).toBeGreaterThan(
          cost.usd,
        );
      }),
    );
  });

  it('has half a dollar an hour more in extended support', () => {
    const more = costOf({ ...request, extendedSupport: true }).usd - costOf(request).usd;
    expect(more).toBeCloseTo(0.5 * 3);
  });

  it('is unknown without a price of the instance type', () => {
    expect(() => costOf({ ...request, instanceType: 'm7i.xlarge' })).toThrow(
      '--prices: has m6i.xlarge in this region, not m7i.xlarge',
    );
  });

  it('counts the volumes that the stacks make', () => {
    const template = readFileSync(
      new URL('../../snapshots/ScenarioA.template.json', import.meta.url),
      'utf8',
    );
    expect(template).toContain(`"VolumeSize": ${volumeGigabytes}`);
  });
});

describe('the wall clock', () => {
  const jobs = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });

  it('is the sum one after the other, and the longest all at once', () => {
    fc.assert(
      fc.property(jobs, (hours) => {
        expect(wallClockHours(hours, 1)).toBe(hours.reduce((sum, job) => sum + job, 0));
        expect(wallClockHours(hours, hours.length)).toBe(Math.max(...hours));
      }),
    );
  });

  it('is at least what the places allow, and at most one job more', () => {
    fc.assert(
      fc.property(jobs, fc.integer({ min: 1, max: 12 }), (hours, parallel) => {
        const ideal = hours.reduce((sum, job) => sum + job, 0) / parallel;
        expect(wallClockHours(hours, parallel)).toBeGreaterThanOrEqual(ideal);
        expect(wallClockHours(hours, parallel)).toBeLessThanOrEqual(ideal + Math.max(...hours));
      }),
    );
  });

  it('begins a job as soon as there is room', () => {
    expect(wallClockHours([3, 1, 1, 1], 2)).toBe(3);
  });
});
