import { describe, expect, it } from '@jest/globals';
import {
  costItems,
  referenceLoad,
  sharePricesFor,
  usdPerMonth,
} from '../../../lib/domain/cost/datapath-cost.ts';
import { prices } from '../../../lib/domain/cost/prices.ts';

const seoul = sharePricesFor({ environment: {} });
const item = (id: string) => {
  const found = costItems.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe('the price of a share of an instance', () => {
  it('is that of the default deployment where the run has none, and adds up to the whole instance', () => {
    expect(seoul).toMatchObject({
      region: 'ap-northeast-2',
      instanceType: 'm6i.xlarge',
      readOn: prices.readOn,
    });
    const { vcpu, gibibyte } = seoul.month;
    expect(4 * vcpu + 16 * gibibyte).toBeCloseTo(0.236 * 730, 9);
    expect(vcpu / gibibyte).toBeCloseTo(9, 9);
  });

  it('is that of the run’s own region and type where the table has them', () => {
    const of = (zone: string, type = 'm6i.xlarge') =>
      sharePricesFor({ environment: { zone, 'instance type': type } });
    expect(of('us-east-1a')).toMatchObject({ region: 'us-east-1', instanceHour: 0.192 });
    expect(of('us-east-1a', 'c7g.large')).toMatchObject({ region: 'us-east-1', instanceType: 'm6i.xlarge' });
    expect(of('mars-1a')).toEqual(seoul);
    expect(of('unknown')).toEqual(seoul);
  });
});

describe('USD a month', () => {
  it('are the vCPUs and GiB that are held, at the load that the probes run at', () => {
    expect(referenceLoad).toEqual({ gigabitsPerSecond: 1, connectionsPerSecond: 1000 });
    // Half a second for each Gbit, a Gbit each second: half a vCPU.
    expect(usdPerMonth(item('traffic'), 0.5, seoul)).toBeCloseTo(seoul.month.vcpu / 2);
    // Five seconds for 10,000 connections, a tenth of that each second: half a vCPU, too.
    expect(usdPerMonth(item('connections'), 5, seoul)).toBeCloseTo(seoul.month.vcpu / 2);
    expect(usdPerMonth(item('idle-agents'), 50, seoul)).toBeCloseTo(seoul.month.vcpu / 2);
    expect(usdPerMonth(item('idle-memory'), 2 ** 29, seoul)).toBeCloseTo(seoul.month.gibibyte / 2);
  });
});
