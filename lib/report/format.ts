import type { Unit } from '../domain/metric.ts';
import type { RatioInterval } from '../domain/statistics/paired-ratio.ts';

/** How a unit is shown: the stored value times `factor` is in `symbol`. */
export interface Scale {
  readonly factor: number;
  readonly symbol: string;
  /** Counts keep their digits; measured quantities are shown with three. */
  readonly whole: boolean;
}

/** Steps of a unit, the largest first; `from` is in the stored unit. */
const steps: Readonly<Record<Unit, readonly (readonly [from: number, factor: number, symbol: string])[]>> = {
  'bit/s': [
    [1e9, 1e-9, 'Gbit/s'],
    [1e6, 1e-6, 'Mbit/s'],
    [0, 1e-3, 'kbit/s'],
  ],
  us: [
    [1e6, 1e-6, 's'],
    [1e4, 1e-3, 'ms'],
    [0, 1, 'µs'],
  ],
  ms: [
    [1e4, 1e-3, 's'],
    [0, 1, 'ms'],
  ],
  s: [
    [1, 1, 's'],
    [0, 1e3, 'ms'],
  ],
  '1/s': [[0, 1, '/s']],
  'packet/s': [
    [1e4, 1e-3, 'kpacket/s'],
    [0, 1, 'packet/s'],
  ],
  '%': [[0, 1, '%']],
  bytes: [
    [2 ** 30, 2 ** -30, 'GiB'],
    [0, 2 ** -20, 'MiB'],
  ],
  count: [[0, 1, '']],
};

/**
 * The scale in which a whole row or chart is shown, so that its figures can be read against each other.
 * @param magnitude a typical value, e.g. the largest median
 */
export function scaleFor(unit: Unit, magnitude: number): Scale {
  const [, factor, symbol] = steps[unit].find(([from]) => Math.abs(magnitude) >= from) ?? [0, 1, unit];
  return { factor, symbol, whole: unit === 'count' };
}

const threeDigits = new Intl.NumberFormat('en', {
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
});
const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** The number alone: three significant digits, no more than a repetition repeats. */
export function formatNumber(value: number, scale: Scale): string {
  const scaled = value * scale.factor;
  if (scaled === 0) return '0';
  return scale.whole ? counts.format(scaled) : threeDigits.format(scaled);
}

/** Number and unit, held together by a no-break space. */
export function formatValue(value: number, scale: Scale): string {
  return [formatNumber(value, scale), scale.symbol].filter(Boolean).join('\u00a0');
}

/** A count with thousands apart: `1,000`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** To the next whole number, and no `-0`. */
export function formatWhole(value: number): string {
  return String(Math.round(value));
}

/** A share as a percentage, with a decimal only below ten: `5 %`, `2.3 %`. */
export function formatShare(share: number): string {
  return `${percent(share)}\u00a0%`;
}

function percent(share: number): string {
  const points = 100 * share;
  return Math.abs(points) < 9.95 ? trimmed(points.toFixed(1)) : points.toFixed(0);
}

function trimmed(text: string): string {
  return text.replace(/\.0$/, '').replace(/^-0$/, '0');
}

/** U+2212 is as wide as the plus sign. */
function signed(ratio: number): string {
  const text = percent(ratio - 1);
  return text.startsWith('-') ? `−${text.slice(1)}` : `+${text}`;
}

const times = new Intl.NumberFormat('en', { minimumSignificantDigits: 2, maximumSignificantDigits: 2 });

/** Beyond twice as much a factor says more than a percentage. */
function asFactor(ratio: number): boolean {
  return ratio >= 2;
}

/** A ratio as a difference: `−23 %`, `+4.1 %`, `×2.4`. */
export function formatRatio(ratio: number): string {
  return asFactor(ratio) ? `×${times.format(ratio)}` : `${signed(ratio)}\u00a0%`;
}

/** The bounds of a ratio in the form that its centre has: `−26 to −20 %`, `×2.2 to ×2.6`. */
export function formatBounds({ ratio, low, high }: RatioInterval, to = ' to '): string {
  return asFactor(ratio)
    ? `×${times.format(low)}${to}×${times.format(high)}`
    : `${signed(low)}${to}${signed(high)}\u00a0%`;
}

const money = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** As on a bill: `7.25`; what is less than a cent is not nothing. */
export function formatUsd(usd: number): string {
  return usd > 0 && usd < 0.005 ? '<\u00a00.01' : money.format(usd);
}

/** `640 ms`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(millis: number): string {
  if (millis < 1000) return `${Math.round(millis)}\u00a0ms`;
  const seconds = Math.round(millis / 1000);
  if (seconds < 60) return `${seconds}\u00a0s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}\u00a0min ${seconds % 60}\u00a0s`;
  return `${Math.floor(minutes / 60)}\u00a0h ${minutes % 60}\u00a0min`;
}
