import { headlines, manyServices } from '../../domain/headline.ts';
import { metric } from '../../domain/metric.ts';
import { fewestBlocks } from '../../domain/verdict.ts';
import { formatDuration, formatShare } from '../format.ts';
import { both, type Words } from '../locale/words.ts';
import type { ReportModel } from '../model.ts';
import { html, type Markup } from './markup.ts';
import { table } from './table.ts';

function marginsTable(model: ReportModel): Markup {
  return table(
    both((words) => words.say('caption.margins')),
    [
      { head: both((words) => words.say('head.figure')) },
      { head: both((words) => words.say('head.margin')), kind: 'number' },
      { head: both((words) => words.say('head.floor')), kind: 'number' },
      { head: both((words) => words.say('head.why-margin')) },
    ],
    model.headlines.map(({ planned, floor }) => {
      const { margin } = metric(planned.headline.metric);
      return {
        head: both((words) => words.headlineTitle(planned.headline.id)),
        cells: [
          margin ? formatShare(margin.ratio) : both((words) => words.say('word.none')),
          floor.kind === 'measured'
            ? formatShare(floor.ratio)
            : both((words) => words.say('word.not-measured')),
          both((words) => words.marginReason(planned.headline.metric)),
        ],
      };
    }),
  );
}

function planText({ parts, execution }: ReportModel, words: Words): string {
  const { countedSteps: counted, plannedSteps: planned, wallMillis } = execution;
  const [first] = parts;
  const plan = first?.run.plan;
  return [
    plan
      ? words.say('method.plan', {
          profile: plan.profile,
          seed: String(plan.seed),
          blocks: plan.blocks.length,
          steps: planned,
        })
      : '',
    wallMillis === undefined
      ? ''
      : words.say('method.wall', {
          wall: formatDuration(wallMillis),
          tools: formatDuration(execution.toolMillis),
          gate: formatDuration(execution.gateMillis),
        }),
    execution.repeatedSteps > 0 ? words.say('method.repeated', { n: execution.repeatedSteps }) : '',
    execution.resumptions > 0 ? words.say('method.resumed', { n: execution.resumptions }) : '',
    execution.voidedBlocks > 0 ? words.say('method.voided', { n: execution.voidedBlocks }) : '',
    counted < planned ? words.say('method.unfinished', { counted, planned }) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** How the figures came about and how the verdicts are drawn from them. */
export function methodSection(model: ReportModel): Markup {
  const intervals = { fewest: fewestBlocks, declared: headlines.length, family: model.headlines.length };
  return html`<p>${both((words) => planText(model, words))}</p>
<p>${both((words) => words.say('method.blocks'))}</p>
<p>${both((words) => words.say('method.intervals', { ...intervals, many: manyServices }))}</p>
${model.parts.length > 1 ? html`<p>${both((words) => words.say('method.across'))}</p>` : html``}
<p>${both((words) => words.say('method.verdicts'))}</p>
${marginsTable(model)}`;
}
