import { curveChart } from '../figures/curves.ts';
import { scalingFinding } from '../findings/section.ts';
import { formatNumber } from '../format.ts';
import { both } from '../locale/words.ts';
import type { Row } from '../model/row.ts';
import type { ScalingSection } from '../model/scaling.ts';
import { figure } from './figure.ts';
import { absence, sourced } from './links.ts';
import { html, type Markup } from './markup.ts';
import { commonScale, spread, withUnit } from './row-cells.ts';
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
  const title = both((words) => words.say(`scaling.${section.id}`));
  const finding = both((words) => scalingFinding(section, words));
  const caption = both((words) =>
    [
      words.say('caption.curves', { title: words.pick(title) }),
      words.say(section.logarithmic ? 'caption.logarithmic' : 'caption.from-zero'),
    ].join(' '),
  );
  const captionOfTable = withUnit(
    both((words) => words.say('caption.levels', { title: words.pick(title), fewest: levels[0] ?? 0 })),
    scale,
  );
  return html`<section aria-labelledby="${id}"><h3 id="${id}">${title}</h3>
${finding.en === '' ? html`` : html`<p class="finding">${finding}</p>`}
${figure(curveChart(section, scale), caption)}
${table(
  captionOfTable,
  [
    { head: both((words) => words.say('head.scenario')) },
    ...levels.map((n) => ({
      head: both((words) => words.say('head.levels', { n })),
      kind: 'number' as const,
    })),
  ],
  section.curves.map((curve) => ({ head: curve.label, cells: curve.rows.map((row) => cell(row, scale)) })),
  'levels',
)}</section>
`;
}
