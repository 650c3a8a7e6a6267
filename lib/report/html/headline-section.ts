import { metric } from '../../domain/metric.ts';
import { dotChart, hasHollowDots } from '../figures/dots.ts';
import { headlineFinding } from '../findings/section.ts';
import { formatNumber, formatShare } from '../format.ts';
import { both, type Words } from '../locale/words.ts';
import type { HeadlineSection } from '../model/headlines.ts';
import { marksOf, type Row } from '../model/row.ts';
import type { ReportModel } from '../model.ts';
import { figure } from './figure.ts';
import { absence, dotLinks } from './links.ts';
import { code, html, type Markup, type Shown } from './markup.ts';
import { commonScale, spread, variation, withUnit } from './row-cells.ts';
import { table } from './table.ts';
import { boundsOf, ratioOf, verdictWords } from './verdict-cell.ts';

function floorText({ floor, planned }: HeadlineSection, words: Words): string {
  const margin = metric(planned.headline.metric).margin?.ratio;
  return [
    margin === undefined ? '' : words.say('floor.matters', { margin: formatShare(margin) }),
    floor.kind === 'measured'
      ? words.say('floor.measured', { floor: formatShare(floor.ratio) })
      : words.say('floor.not-measured'),
  ]
    .filter(Boolean)
    .join(' ');
}

function caption(section: HeadlineSection, words: Words): string {
  const { headline, services } = section.planned;
  const right = metric(headline.metric).better === 'higher';
  const direction = words.say(right ? 'caption.right-is-better' : 'caption.left-is-better');
  const marks = [...new Set(section.rows.flatMap(marksOf))].map((mark) => words.say(`mark.${mark}`));
  return [
    words.say('caption.dots', { title: words.headlineTitle(headline.id), services, direction }),
    hasHollowDots(section.rows) ? words.say('caption.hollow', { marks: marks.join(', ') }) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function cells(row: Row, scale: ReturnType<typeof commonScale>): Shown[] {
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
  const id = `figure-${headline.id}`;
  const title = both((words) => words.headlineTitle(headline.id));
  const baselineIn = (words: Words) => model.baseline ?? words.say('word.the-first');
  const rows = section.rows.map((row) => ({
    head: row.label,
    cells: cells(row, scale),
    className: row.twin ? 'twin' : '',
  }));
  return html`<section aria-labelledby="${id}"><h3 id="${id}">${title}</h3>
<p class="finding">${both((words) => headlineFinding(section, baselineIn(words), words))}</p>
<p class="remark">${both((words) => floorText(section, words))}</p>
${figure(
  dotChart(id, title, section.rows, scale, model.run.plan.blocks.length),
  both((words) => caption(section, words)),
)}
${table(
  html`${withUnit(title, scale)} ${code(point)}`,
  [
    { head: both((words) => words.say('head.scenario')) },
    { head: both((words) => words.say('head.median')), kind: 'number' },
    { head: both((words) => words.say('head.interval')), kind: 'number' },
    { head: 'n', kind: 'number' },
    { head: both((words) => words.say('head.variation')), kind: 'number' },
    { head: both((words) => words.say('head.against', { baseline: baselineIn(words) })), kind: 'number' },
    { head: both((words) => words.say('head.its-interval')), kind: 'number' },
    { head: both((words) => words.say('head.verdict')) },
    { head: both((words) => words.say('head.raw-by-block')), kind: 'links' },
  ],
  rows,
  'declared',
)}</section>
`;
}
