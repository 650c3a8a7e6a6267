import { metric } from '../../domain/metric.ts';
import type { Mark } from '../../domain/sample.ts';
import { formatCount, formatNumber, formatRatio, type Scale } from '../format.ts';
import type { BreadthLine, BreadthSection } from '../model/breadth.ts';
import { markReasons } from '../model/mark-reasons.ts';
import { marksOf, type Row } from '../model/row.ts';
import { verdictWord } from '../words.ts';
import { absence, sourced } from './links.ts';
import { code, html, joined, type Markup } from './markup.ts';
import { commonScale, spread } from './row-cells.ts';
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

function cell(row: Row, scale: Scale, repetitions: number): Markup {
  if (!row.summary) return absence(row);
  const few = row.summary.n < repetitions ? `, n = ${row.summary.n}` : '';
  const detail = row.summary.n > 1 ? html`<small>${spread(row, scale)}${few}</small>` : html``;
  return html`${sourced(row, formatNumber(row.summary.median, scale))}${marksText(row)}${detail}${describedVerdict(row)}`;
}

/** The repetitions that a line's scenarios have at best; a cell with fewer says so itself. */
function repetitionsOf(rows: readonly Row[]): number {
  return Math.max(0, ...rows.map((row) => row.summary?.n ?? 0));
}

function lineHead(line: BreadthLine, scale: Scale, severalLevels: boolean): Markup {
  const { title, unit } = metric(line.metric);
  const detail = [
    severalLevels ? `${formatCount(line.services)} Services` : '',
    `n = ${repetitionsOf(line.rows)}`,
  ].filter(Boolean);
  // "Per second" is in the title of a rate already.
  const shown = unit === '1/s' || unit === 'count' ? '' : `, ${scale.symbol}`;
  return html`${title}${shown} <small>${detail.join(', ')}</small>`;
}

function pointTable(section: BreadthSection): Markup {
  const present = section.lines
    .flatMap((line) => line.rows)
    .filter((row) => row.dots.length > 0 || row.absent?.kind !== 'not measured');
  const scenarios = [...new Map(present.map((row) => [row.key.scenario, row.label]))];
  const severalLevels = new Set(section.lines.map((line) => line.services)).size > 1;
  return table(
    html`${section.title} ${code(section.point)}`,
    [{ head: 'Figure' }, ...scenarios.map(([, label]) => ({ head: label, kind: 'number' as const }))],
    section.lines.map((line) => {
      const scale = commonScale(line.rows);
      const rows = scenarios.flatMap(([name]) => line.rows.find((row) => row.key.scenario === name) ?? []);
      return {
        head: lineHead(line, scale, severalLevels),
        cells: rows.map((row) => cell(row, scale, repetitionsOf(line.rows))),
      };
    }),
    'breadth',
  );
}

/** Everything that was measured, the scenarios side by side. */
export function breadthSection(sections: readonly BreadthSection[]): Markup {
  const used = new Set(
    sections.flatMap((section) => section.lines.flatMap((line) => line.rows.flatMap(marksOf))),
  );
  const legend = [...used].map((mark) => html`<b>${markLetters[mark]}</b> ${mark}: ${markReasons[mark]}`);
  return html`<p>Medians, with the 95 % interval of the median or, in brackets, the range where there are fewer than six blocks. A number alone was measured once. Verdicts here are descriptive: each holds by itself, and among so many some are wrong by chance.</p>
${legend.length === 0 ? html`` : html`<p class="remark">Marks: ${joined(legend, '; ')}.</p>`}
${sections.map(pointTable)}`;
}
