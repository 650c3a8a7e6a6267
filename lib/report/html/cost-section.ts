import { formatUsd } from '../format.ts';
import { both } from '../locale/words.ts';
import type { CostCell, CostLine } from '../model/costs.ts';
import type { ReportModel } from '../model.ts';
import { absent } from './absent.ts';
import { describedVerdict } from './breadth-section.ts';
import { absence, sourced } from './links.ts';
import { html, type Markup, verbatim } from './markup.ts';
import { table } from './table.ts';

function cell({ row, usd }: CostCell, repetitions: number): Markup {
  if (!usd) return absence(row);
  const { low, high } = usd;
  const n = row.summary?.n ?? 0;
  const bounds =
    low === undefined || high === undefined
      ? html``
      : html`<small>${both((words) => words.say('word.range', { low: formatUsd(low), high: formatUsd(high) }))}</small>`;
  return html`${sourced(row, formatUsd(usd.median))}${bounds}${n < repetitions ? html`<small>n = ${n}</small>` : html``}${describedVerdict(row)}`;
}

/** The repetitions that a line's scenarios have at best; a cell with fewer says so itself. */
function repetitionsOf({ cells }: CostLine): number {
  return Math.max(...cells.map(({ row }) => row.summary?.n ?? 0));
}

function head(line: CostLine): Markup {
  const { item } = line;
  const detail = both((words) => `${words.metric(item.metric)}, n = ${repetitionsOf(line)}`);
  return html`${both((words) => words.say(`cost.${item.id}`))} <small>${detail}</small>`;
}

/** What each scenario's processor time and memory cost a month, at dated prices and a stated load. */
export function costSection({ costs, execution, run }: ReportModel): Markup {
  const { prices, lines } = costs;
  const [first] = lines;
  if (!first || execution.countedSteps === 0)
    return absent(both((words) => words.say('cost.absent', { profile: run.plan.profile })));
  const named = {
    ...prices,
    hour: prices.instanceHour.toFixed(3),
    vcpu: formatUsd(prices.month.vcpu),
    gibibyte: formatUsd(prices.month.gibibyte),
  };
  return html`<p>${both((words) => words.say('cost.load'))}</p>
<p>${both((words) => words.say('cost.prices', named))} ${prices.sources.map(verbatim)}</p>
${table(
  both((words) => words.say('cost.caption', named)),
  [
    { head: both((words) => words.say('head.figure')) },
    ...first.cells.map(({ row }) => ({ head: row.label, kind: 'number' as const })),
  ],
  lines.map((line) => ({ head: head(line), cells: line.cells.map((one) => cell(one, repetitionsOf(line))) })),
  'breadth',
)}
<p class="remark">${both((words) => words.say('cost.alone'))}</p>`;
}
