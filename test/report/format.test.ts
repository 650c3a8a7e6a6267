import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  formatBounds,
  formatDuration,
  formatNumber,
  formatRatio,
  formatShare,
  formatValue,
  scaleFor,
} from '../../lib/report/format.ts';

/** No-break spaces are hard to see in a test. */
const spaced = (text: string) => text.replaceAll('\u00a0', ' ');

describe('values', () => {
  it.each([
    [50.23e9, 'bit/s', '50.2 Gbit/s'],
    [941.4e6, 'bit/s', '941 Mbit/s'],
    [8.8, 'us', '8.80 µs'],
    [247.54, 'us', '248 µs'],
    [31_700, 'us', '31.7 ms'],
    [822, 'ms', '822 ms'],
    [0.1514, 's', '151 ms'],
    [1.5, 's', '1.50 s'],
    [183.4 * 2 ** 20, 'bytes', '183 MiB'],
    [149_312, '1/s', '149,000 /s'],
    [257_000, 'packet/s', '257 kpacket/s'],
    [11.24, '%', '11.2 %'],
    [0, '%', '0 %'],
    [20_011, 'count', '20,011'],
    [3.5, 'count', '3.5'],
  ] as const)('%d %s reads %s', (value, unit, text) => {
    expect(spaced(formatValue(value, scaleFor(unit, value)))).toBe(text);
  });

  it('are all read in the scale of the largest of a row', () => {
    const scale = scaleFor('bit/s', 50e9);
    expect(formatNumber(0.84e9, scale)).toBe('0.840');
  });

  it('never show more than three digits of a measured quantity', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e12, noNaN: true }), (value) => {
        const digits = formatNumber(value, scaleFor('us', value))
          .replace(/[,.]/g, '')
          .replace(/^0+|0+$/g, '');
        expect(digits.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('ratios', () => {
  it.each([
    [0.766, '−23 %'],
    [1.041, '+4.1 %'],
    [1, '+0 %'],
    [0.9999, '+0 %'],
    [1.9, '+90 %'],
    [2.43, '×2.4'],
  ])('%d reads %s', (ratio, text) => {
    expect(spaced(formatRatio(ratio))).toBe(text);
  });

  it('have bounds in the form of their centre', () => {
    const interval = { n: 6, level: 0.95, logDeviation: 0.1 };
    expect(spaced(formatBounds({ ...interval, ratio: 0.77, low: 0.74, high: 0.8 }))).toBe('−26 to −20 %');
    expect(spaced(formatBounds({ ...interval, ratio: 2.4, low: 1.9, high: 3 }))).toBe('×1.9 to ×3.0');
  });
});

describe('shares and durations', () => {
  it('are short', () => {
    expect(spaced(formatShare(0.05))).toBe('5 %');
    expect(spaced(formatShare(0.0234))).toBe('2.3 %');
    expect([640, 12_400, 200_000, 7_500_000].map(formatDuration).map(spaced)).toEqual([
      '640 ms',
      '12 s',
      '3 min 20 s',
      '2 h 5 min',
    ]);
  });
});
