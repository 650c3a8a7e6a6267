import { metric } from '../../domain/metric.ts';
import { formatNumber, formatShare, type Scale, scaleFor } from '../format.ts';
import type { Row } from '../model/row.ts';
import { html, type Markup } from './markup.ts';

/** The scale that suits all rows of one metric. */
export function commonScale(rows: readonly Row[]): Scale {
  const [first] = rows;
  const largest = Math.max(0, ...rows.flatMap((row) => row.summary?.median ?? []));
  return scaleFor(first ? metric(first.key.metric).unit : 'count', largest);
}

/** `50.2 to 51.9`; the range in brackets where there are too few repetitions for an interval. */
export function spread(row: Row, scale: Scale): Markup {
  if (!row.summary || row.summary.n < 2) return html``;
  const { interval, min, max } = row.summary;
  return interval.ok
    ? html`${formatNumber(interval.figure.low, scale)} to ${formatNumber(interval.figure.high, scale)}`
    : html`[${formatNumber(min, scale)} to ${formatNumber(max, scale)}]`;
}

/** Standard deviation over mean. */
export function variation(row: Row): string {
  return row.summary?.variation.ok ? formatShare(row.summary.variation.figure) : '';
}

/** How the scale's unit is named in a column's head. */
export function unitName(scale: Scale): string {
  return scale.symbol === '/s' ? 'per second' : scale.symbol;
}
