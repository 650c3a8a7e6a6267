import { metric } from '../../domain/metric.ts';
import type { Mark } from '../../domain/sample.ts';
import { formatNumber, type Scale } from '../format.ts';
import { pointTitle } from '../locale/point-title.ts';
import { both } from '../locale/words.ts';
import type { BreadthLine, BreadthSection } from '../model/breadth.ts';
import { marksOf, type Row } from '../model/row.ts';
import { absence, sourced } from './links.ts';
import { code, html, joined, type Markup } from './markup.ts';
import { commonScale, spread } from './row-cells.ts';
import { table } from './table.ts';
import { ratioOf, verdictName } from './verdict-cell.ts';

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
export function describedVerdict({ verdict }: Row): Markup {
  if (!verdict?.interval || !['better', 'worse', 'equivalent'].includes(verdict.outcome.kind)) return html``;
  return html`<small>${ratioOf(verdict)} ${verdictName(verdict)}</small>`;
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
  const { unit } = metric(line.metric);
  const detail = both((words) =>
    [severalLevels ? words.say('head.levels', { n: line.services }) : '', `n = ${repetitionsOf(line.rows)}`]
      .filter(Boolean)
      .join(', '),
  );
  // "Per second" is in the title of a rate already.
  const shown = unit === '1/s' || unit === 'count' ? '' : `, ${scale.symbol}`;
  return html`${both((words) => words.metric(line.metric))}${shown} <small>${detail}</small>`;
}

function pointTable(section: BreadthSection): Markup {
  const present = section.lines
    .flatMap((line) => line.rows)
    .filter((row) => row.dots.length > 0 || row.absent?.kind !== 'not measured');
  const scenarios = [...new Map(present.map((row) => [row.key.scenario, row.label]))];
  const severalLevels = new Set(section.lines.map((line) => line.services)).size > 1;
  return table(
    html`${both((words) => pointTitle(section.planned, section.point, words))} ${code(section.point)}`,
    [
      { head: both((words) => words.say('head.figure')) },
      ...scenarios.map(([, label]) => ({ head: label, kind: 'number' as const })),
    ],
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

/** How the tables of everything measured are read; once, before the first of them. */
export function breadthReading(sections: readonly BreadthSection[]): Markup {
  const used = new Set(
    sections.flatMap((section) => section.lines.flatMap((line) => line.rows.flatMap(marksOf))),
  );
  const legend = both((words) =>
    [...used]
      .map((mark) => `${markLetters[mark]} ${words.say(`mark.${mark}`)}: ${words.say(`mark-reason.${mark}`)}`)
      .join('; '),
  );
  return html`<p>${both((words) => words.say('breadth.reading'))}</p>
${used.size === 0 ? html`` : html`<p class="remark">${both((words) => words.say('breadth.marks', { marks: words.pick(legend) }))}</p>`}`;
}

/** Everything that was measured at some points, the scenarios side by side. */
export function breadthTables(sections: readonly BreadthSection[]): Markup {
  return joined(sections.map(pointTable), '\n');
}
