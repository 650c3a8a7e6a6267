import { curveChart } from '../figures/curves.ts';
import { scalingFinding } from '../findings/section.ts';
import { formatCount, formatNumber } from '../format.ts';
import type { Row } from '../model/row.ts';
import type { ScalingSection } from '../model/scaling.ts';
import { figure } from './figure.ts';
import { absence, sourced } from './links.ts';
import { html, type Markup } from './markup.ts';
import { commonScale, spread, unitName } from './row-cells.ts';
import { table } from './table.ts';
import { boundsOf, ratioOf, verdictWords } from './verdict-cell.ts';

function cell(row: Row, scale: ReturnType<typeof commonScale>): Markup {
  if (!row.summary) return absence(row);
  const range = row.summary.n > 1 ? html`${spread(row, scale)}, ` : html``;
  const shown = row.verdict?.interval && row.verdict.margin !== undefined;
  const against = shown
    ? html`<small>${ratioOf(row.verdict)} (${boundsOf(row.verdict)})</small>${verdictWords(row.verdict)}`
    : html``;
  return html`${sourced(row, formatNumber(row.summary.median, scale))} <small>${range}n = ${row.summary.n}</small>${against}`;
}

/** One figure against the number of Services. */
export function scalingPart(section: ScalingSection): Markup {
  const scale = commonScale(section.curves.flatMap((curve) => curve.rows));
  const levels = section.curves[0]?.rows.map((row) => row.key.services) ?? [];
  const id = `services-${section.id}`;
  const finding = scalingFinding(section);
  const unit = unitName(scale);
  const beginning = section.logarithmic ? 'Both axes are logarithmic.' : 'The upright axis begins at zero.';
  return html`<section aria-labelledby="${id}"><h3 id="${id}">${section.title}</h3>
${finding === '' ? html`` : html`<p class="finding">${finding}</p>`}
${figure(
  curveChart(section, scale),
  `${section.title}, against the number of Services. Lines join medians, faint dots are blocks, upright strokes 95 % intervals. ${beginning}`,
)}
${table(
  `${section.title}${unit === '' ? '' : `, ${unit}`}: medians by number of Services; differences are from ${formatCount(levels[0] ?? 0)} Services of the same scenario in the same block`,
  [
    { head: 'Scenario' },
    ...levels.map((level) => ({ head: `${formatCount(level)} Services`, kind: 'number' as const })),
  ],
  section.curves.map((curve) => ({ head: curve.label, cells: curve.rows.map((row) => cell(row, scale)) })),
  'levels',
)}</section>
`;
}
