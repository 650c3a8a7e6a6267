import { formatBounds, formatRatio, formatValue } from '../format.ts';
import type { HeadlineSection } from '../model/headlines.ts';
import type { Row } from '../model/row.ts';
import type { ReportModel } from '../model.ts';
import { verdictWord } from '../words.ts';
import { sourced } from './links.ts';
import { html, type Markup } from './markup.ts';
import { commonScale } from './row-cells.ts';
import { type Column, table } from './table.ts';

function cell(row: Row): Markup {
  const { verdict } = row;
  if (!verdict) return html``;
  const { interval, outcome } = verdict;
  const className = outcome.kind.replace(' ', '-');
  const number = interval ? sourced(row, formatRatio(interval.ratio)) : html``;
  const bounds = interval ? html`<small>${formatBounds(interval)}</small>` : html``;
  const flag = verdict.disturbed > 0 ? '*' : '';
  return html`<span class="ratio">${number}</span>${bounds}<span class="verdict ${className}">${verdictWord(outcome)}${flag}</span>`;
}

function baselineCell(row: Row | undefined, section: HeadlineSection): Markup {
  if (!row?.summary) return html`<span class="verdict not-compared">no value</span>`;
  return sourced(row, formatValue(row.summary.median, commonScale(section.rows)));
}

/** All declared figures on one page: the baseline's medians, and the others as differences from it. */
export function summarySection(model: ReportModel): Markup {
  const [first] = model.headlines;
  if (!first) return html``;
  const compared = first.rows.filter((row) => row.verdict);
  const isBaseline = (row: Row) => row.label === model.baseline;
  const columns: Column[] = [
    { head: 'Figure' },
    { head: html`${model.baseline}, median`, kind: 'number' },
    ...compared.map((row): Column => ({ head: row.label, kind: 'number' })),
  ];
  const rows = model.headlines.map((section) => ({
    head: html`<a href="#figure-${section.planned.headline.id}">${section.planned.headline.title}</a>`,
    cells: [
      baselineCell(section.rows.find(isBaseline), section),
      ...section.rows.filter((row) => row.verdict).map(cell),
    ],
  }));
  const starred = model.headlines.some((section) =>
    section.rows.some((row) => (row.verdict?.disturbed ?? 0) > 0),
  );
  const note = starred ? ' * with blocks that were disturbed.' : '';
  const caption =
    compared.length === 0
      ? `The declared figures of ${model.baseline}.`
      : `The declared figures. Each scenario as its difference from ${model.baseline}, with an interval that holds for all of a scenario’s figures together at 95 %, and the verdict against the margin.${note}`;
  return table(caption, columns, rows, 'matrix');
}
