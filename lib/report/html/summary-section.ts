import { formatValue } from '../format.ts';
import { both } from '../locale/words.ts';
import type { HeadlineSection } from '../model/headlines.ts';
import type { Row } from '../model/row.ts';
import type { ReportModel } from '../model.ts';
import { sourced } from './links.ts';
import { html, type Markup } from './markup.ts';
import { commonScale } from './row-cells.ts';
import { type Column, table } from './table.ts';
import { boundsOf, ratioOf, verdictName } from './verdict-cell.ts';

function cell(row: Row): Markup {
  const { verdict } = row;
  if (!verdict) return html``;
  const number = verdict.interval ? sourced(row, ratioOf(verdict)) : html``;
  const bounds = verdict.interval ? html`<small>${boundsOf(verdict)}</small>` : html``;
  return html`<span class="ratio">${number}</span>${bounds}${verdictName(verdict, verdict.disturbed > 0 ? '*' : '')}`;
}

function baselineCell(row: Row | undefined, section: HeadlineSection): Markup {
  if (!row?.summary)
    return html`<span class="verdict not-compared">${both((words) => words.say('word.no-value'))}</span>`;
  return sourced(row, formatValue(row.summary.median, commonScale(section.rows)));
}

/** All declared figures on one page: the baseline's medians, and the others as differences from it. */
export function summarySection(model: ReportModel): Markup {
  const [first] = model.headlines;
  if (!first) return html``;
  const compared = first.rows.filter((row) => row.verdict);
  const baseline = model.baseline ?? '';
  const columns: Column[] = [
    { head: both((words) => words.say('head.figure')) },
    { head: both((words) => words.say('head.median-of', { baseline })), kind: 'number' },
    ...compared.map((row): Column => ({ head: row.label, kind: 'number' })),
  ];
  const rows = model.headlines.map((section) => ({
    head: html`<a href="#figure-${section.planned.headline.id}">${both((words) => words.headlineTitle(section.planned.headline.id))}</a>`,
    cells: [
      baselineCell(
        section.rows.find((row) => row.label === baseline),
        section,
      ),
      ...section.rows.filter((row) => row.verdict).map(cell),
    ],
  }));
  const starred = model.headlines.some((section) =>
    section.rows.some((row) => (row.verdict?.disturbed ?? 0) > 0),
  );
  const caption = both((words) =>
    [
      compared.length === 0
        ? words.say('caption.matrix-alone', { baseline })
        : words.say('caption.matrix', { baseline }),
      starred ? words.say('caption.disturbed') : '',
    ]
      .filter(Boolean)
      .join(' '),
  );
  return table(caption, columns, rows, 'matrix');
}
