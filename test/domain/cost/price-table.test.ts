import { describe, expect, it } from '@jest/globals';
import { parsePriceTable, pricesOf, priceTableSchema } from '../../../lib/domain/cost/price-table.ts';
import { prices } from '../../../lib/domain/cost/prices.ts';
import { parseDeploymentConfig } from '../../../lib/domain/deployment-config.ts';

const text = (change: (table: Record<string, unknown>) => void) => {
  const table = structuredClone(prices) as unknown as Record<string, unknown>;
  change(table);
  return JSON.stringify(table);
};

describe('the price table', () => {
  it('is what a file for --prices may be', () => {
    expect(parsePriceTable(JSON.stringify(prices), 'prices.json')).toEqual(prices);
    expect(priceTableSchema.parse(prices)).toEqual(prices);
  });

  it('has what is deployed by default', () => {
    const { region, instanceType } = parseDeploymentConfig({});
    expect(pricesOf(prices, region).instanceHour[instanceType]).toBeGreaterThan(0);
  });

  it('has sources for every region, and no price of zero', () => {
    for (const region of Object.values(prices.regions)) {
      const { sources, instanceHour, ...figures } = region;
      expect(sources.length).toBeGreaterThan(0);
      for (const figure of [...Object.values(instanceHour), ...Object.values(figures)])
        expect(figure).toBeGreaterThan(0);
    }
  });

  it.each([
    ['not JSON', '{', /^--prices: mine\.json is not JSON$/],
    [
      'a negative price',
      text((table) =>
        Object.assign(table, { regions: { x: { ...prices.regions['us-east-1'], eksHour: -1 } } }),
      ),
      /^--prices: mine\.json: regions\.x\.eksHour: Too small/,
    ],
    [
      'a price as text',
      text((table) =>
        Object.assign(table, { regions: { x: { ...prices.regions['us-east-1'], eksHour: '1' } } }),
      ),
      /^--prices: mine\.json: regions\.x\.eksHour: Invalid input: expected number/,
    ],
    [
      'another currency',
      text((table) => Object.assign(table, { currency: 'EUR' })),
      /mine\.json: currency: .*USD/,
    ],
    [
      'a day that is none',
      text((table) => Object.assign(table, { readOn: '2026-02-30' })),
      /mine\.json: readOn: /,
    ],
    [
      'an unknown key',
      text((table) => Object.assign(table, { vat: 0.2 })),
      /mine\.json: Unrecognized key: "vat"/,
    ],
    [
      'no sources',
      text((table) =>
        Object.assign(table, { regions: { x: { ...prices.regions['us-east-1'], sources: [] } } }),
      ),
      /regions\.x\.sources: /,
    ],
    ['a list', '[]', /^--prices: mine\.json: Invalid input: expected object/],
  ])('refuses %s in one line', (_, written, message) => {
    expect(() => parsePriceTable(written, 'mine.json')).toThrow(message);
  });

  it.each(['eu-west-1', 'toString', '__proto__'])('says which regions it has when asked for %s', (region) => {
    expect(() => pricesOf(prices, region)).toThrow(
      `--region: there are prices of us-east-1, ap-northeast-2, eu-central-1, not ${region}; --prices FILE adds others`,
    );
  });
});
