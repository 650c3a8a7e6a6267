import { formatNumber, type Scale } from '../format.ts';
import { both, type Words } from '../locale/words.ts';
import { hairline, muted } from './palette.ts';
import { fontSize } from './render.ts';

/** Lines and labels that step back behind the data. */
export const quietAxis = {
  axisLine: { lineStyle: { color: muted } },
  axisTick: { lineStyle: { color: muted } },
  axisLabel: { color: muted, fontSize },
  splitLine: { lineStyle: { color: hairline } },
  nameTextStyle: { color: muted, fontSize },
} as const;

/** An axis of the metric's values, already scaled for reading. */
export function valueLabel(scale: Scale): (value: number) => string {
  const grouped = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
  return (value) => (value === 0 ? '0' : grouped.format(value)) + (scale.symbol === '%' ? ' %' : '');
}

/** A value in the scale's unit, as the axis counts. */
export function scaled(value: number, scale: Scale): number {
  return value * scale.factor;
}

/** A variant's label broken before each of its changes, since its name may be long. */
export function brokenLabel(label: string): string {
  return label.replace(/(?<=.)\+/g, '\n+');
}

/** What a drawing says besides names and numbers. */
export const drawnWords = (['word.no-value', 'word.per-second', 'label.axis-services'] as const).map((key) =>
  both((words) => words.say(key)),
);

/** The name of an axis of values, in English. */
export function axisName(scale: Scale, words: Words): string {
  return scale.symbol === '/s' ? words.say('word.per-second') : scale.symbol;
}

/** For labels that are read aloud. */
export function spoken(value: number, scale: Scale): string {
  return `${formatNumber(value, scale)} ${scale.symbol}`.trim();
}
