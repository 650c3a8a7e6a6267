import { metric } from '../../domain/metric.ts';
import { dotChart, hasHollowDots } from '../figures/dots.ts';
import { headlineFinding } from '../findings/section.ts';
import { formatCount, formatNumber, formatShare } from '../format.ts';
import type { HeadlineSection } from '../model/headlines.ts';
import { marksOf, type Row } from '../model/row.ts';
import type { ReportModel } from '../model.ts';
import { figure } from './figure.ts';
import { absence, dotLinks } from './links.ts';
import { code, html, type Markup } from './markup.ts';
import { commonScale, spread, unitName, variation } from './row-cells.ts';
import { table } from './table.ts';
import { boundsOf, ratioOf, verdictWords } from './verdict-cell.ts';

function floorText({ floor, planned }: HeadlineSection): string {
  const margin = metric(planned.headline.metric).margin?.ratio;
  const matters = margin === undefined ? '' : `Differences matter from ${formatShare(margin)} on. `;
  return floor.kind === 'measured'
    ? `${matters}Two copies of the baseline may differ by up to ${formatShare(floor.ratio)}.`
    : `${matters}The noise floor was not measured.`;
}

function caption(section: HeadlineSection): Markup {
  const { headline, services } = section.planned;
  const better =
    metric(headline.metric).better === 'higher' ? 'To the right is better.' : 'To the left is better.';
  const hollow = hasHollowDots(section.rows)
    ? ` Hollow dots are marked: ${[...new Set(section.rows.flatMap(marksOf))].join(', ')}.`
    : '';
  return html`${headline.title}, ${formatCount(services)} Services. A dot is a block, the first on top; the stroke is the median, the band its 95 % interval. ${better} The axis need not begin at zero.${hollow}`;
}

function cells(row: Row, scale: ReturnType<typeof commonScale>): (Markup | string)[] {
  if (!row.summary)
    return ['', '', '0', '', '', '', row.verdict ? verdictWords(row.verdict) : absence(row), ''];
  return [
    formatNumber(row.summary.median, scale),
    spread(row, scale),
    String(row.summary.n),
    variation(row),
    ratioOf(row.verdict),
    boundsOf(row.verdict),
    verdictWords(row.verdict),
    dotLinks(row.dots),
  ];
}

/** One declared figure: what was found, every block, and the numbers. */
export function headlineSection(section: HeadlineSection, model: ReportModel): Markup {
  const { headline, point } = section.planned;
  const scale = commonScale(section.rows);
  const baseline = model.baseline ?? 'the first scenario';
  const id = `figure-${headline.id}`;
  const rows = section.rows.map((row) => ({
    head: row.label,
    cells: cells(row, scale),
    className: row.twin ? 'twin' : '',
  }));
  const unit = unitName(scale);
  return html`<section aria-labelledby="${id}"><h3 id="${id}">${headline.title}</h3>
<p class="finding">${headlineFinding(section, baseline)}</p>
<p class="remark">${floorText(section)}</p>
${figure(dotChart(id, headline.title, section.rows, scale, model.run.plan.blocks.length), caption(section))}
${table(
  html`${headline.title}${unit === '' ? '' : `, ${unit}`} ${code(point)}`,
  [
    { head: 'Scenario' },
    { head: 'Median', kind: 'number' },
    { head: '95 % interval', kind: 'number' },
    { head: 'n', kind: 'number' },
    { head: 'CoV', kind: 'number' },
    { head: `Against ${baseline}`, kind: 'number' },
    { head: 'Its interval', kind: 'number' },
    { head: 'Verdict' },
    { head: 'Raw outputs, by block', kind: 'links' },
  ],
  rows,
  'declared',
)}</section>
`;
}
