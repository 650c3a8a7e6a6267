import { metric } from '../../domain/metric.ts';
import type { Mark } from '../../domain/sample.ts';
import { formatCount, formatNumber, formatRatio } from '../format.ts';
import type { BreadthLine, BreadthSection } from '../model/breadth.ts';
import { markReasons } from '../model/mark-reasons.ts';
import { marksOf, type Row } from '../model/row.ts';
import { verdictWord } from '../words.ts';
import { sourced } from './links.ts';
import { html, joined, type Markup } from './markup.ts';
import { commonScale, spread, unitName } from './row-cells.ts';
import { table } from './table.ts';

const markLetters: Readonly<Record<Mark, string>> = {
  'sender-limited': 'l',
  'target-not-reached': 't',
  'server-bound': 's',
  disturbed: 'd',
  'few-events': 'f',
};

function marksText(row: Row): Markup {
  const letters = marksOf(row).map((mark) => markLetters[mark]);
  return letters.length === 0 ? html`` : html`<sup>${letters.join(',')}</sup>`;
}

/** Only what is decided is worth a word among hundreds of descriptive figures. */
function describedVerdict({ verdict }: Row): Markup {
  if (!verdict?.interval || !['better', 'worse', 'equivalent'].includes(verdict.outcome.kind)) return html``;
  return html`<small class="verdict ${verdict.outcome.kind}">${formatRatio(verdict.interval.ratio)} ${verdictWord(verdict.outcome)}</small>`;
}

function cell(row: Row, scale: ReturnType<typeof commonScale>): Markup {
  if (!row.summary) return html`<small>${row.absent}</small>`;
  const { n } = row.summary;
  const detail = n > 1 ? html`<small>${spread(row, scale)}, n = ${n}</small>` : html``;
  return html`${sourced(row, formatNumber(row.summary.median, scale))}${marksText(row)}${detail}${describedVerdict(row)}`;
}

function lineHead(line: BreadthLine, severalLevels: boolean): string {
  const unit = unitName(commonScale(line.rows));
  const services = severalLevels ? `, ${formatCount(line.services)} Services` : '';
  return `${metric(line.metric).title}${unit === '' ? '' : `, ${unit}`}${services}`;
}

function pointTable(section: BreadthSection): Markup {
  const present = section.lines
    .flatMap((line) => line.rows)
    .filter((row) => row.dots.length > 0 || row.absent !== 'not measured');
  const scenarios = [...new Map(present.map((row) => [row.key.scenario, row.label]))];
  const severalLevels = new Set(section.lines.map((line) => line.services)).size > 1;
  return table(
    html`${section.title} <code>${section.point}</code>`,
    [{ head: 'Figure' }, ...scenarios.map(([, label]) => ({ head: label, kind: 'number' as const }))],
    section.lines.map((line) => {
      const scale = commonScale(line.rows);
      const rows = scenarios.flatMap(([name]) => line.rows.find((row) => row.key.scenario === name) ?? []);
      return { head: lineHead(line, severalLevels), cells: rows.map((row) => cell(row, scale)) };
    }),
    'breadth',
  );
}

/** Everything that was measured, the scenarios side by side. */
export function breadthSection(sections: readonly BreadthSection[]): Markup {
  const used = new Set(
    sections.flatMap((section) => section.lines.flatMap((line) => line.rows.flatMap(marksOf))),
  );
  const legend = [...used].map((mark) => html`<sup>${markLetters[mark]}</sup> ${mark}: ${markReasons[mark]}`);
  return html`<p>Medians, with the 95 % interval of the median or, in brackets, the range where there are fewer than six blocks. A single number was measured once. Verdicts here are descriptive: each holds by itself, and among so many some are wrong by chance.</p>
${legend.length === 0 ? html`` : html`<p class="remark">${joined(legend, '; ')}.</p>`}
${sections.map(pointTable)}`;
}
