import { metric } from '../../domain/metric.ts';
import { formatNumber, formatShare, type Scale, scaleFor } from '../format.ts';
import { both } from '../locale/words.ts';
import type { Row } from '../model/row.ts';
import { html, type Shown } from './markup.ts';

/** The scale that suits all rows of one metric. */
export function commonScale(rows: readonly Row[]): Scale {
  const [first] = rows;
  const largest = Math.max(0, ...rows.flatMap((row) => row.summary?.median ?? []));
  return scaleFor(first ? metric(first.key.metric).unit : 'count', largest);
}

/** `50.2 to 51.9`; the range in brackets where there are too few repetitions for an interval. */
export function spread(row: Row, scale: Scale): Shown {
  if (!row.summary || row.summary.n < 2) return '';
  const { interval, min, max } = row.summary;
  const { low, high } = interval.ok ? interval.figure : { low: min, high: max };
  const range = html`${formatNumber(low, scale)}${both((words) => words.to)}${formatNumber(high, scale)}`;
  return interval.ok ? range : html`[${range}]`;
}

/** Standard deviation over mean. */
export function variation(row: Row): string {
  return row.summary?.variation.ok ? formatShare(row.summary.variation.figure) : '';
}

/** A title with its unit: `DNS lookup, µs`. */
export function withUnit(title: Shown, scale: Scale): Shown {
  const unit = scale.symbol === '/s' ? both((words) => words.say('word.per-second')) : scale.symbol;
  return unit === '' ? title : html`${title}, ${unit}`;
}
