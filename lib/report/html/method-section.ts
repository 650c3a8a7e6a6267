import { headlines, manyServices } from '../../domain/headline.ts';
import { metric } from '../../domain/metric.ts';
import { fewestBlocks } from '../../domain/verdict.ts';
import { formatCount, formatDuration, formatShare } from '../format.ts';
import type { ReportModel } from '../model.ts';
import { counted } from '../words.ts';
import { html, type Markup } from './markup.ts';
import { table } from './table.ts';

function marginsTable(model: ReportModel): Markup {
  return table(
    'The declared figures, and from where on a difference matters. Fixed before the measurement.',
    [
      { head: 'Figure' },
      { head: 'Margin', kind: 'number' },
      { head: 'Noise floor', kind: 'number' },
      { head: 'Why this margin' },
    ],
    model.headlines.map(({ planned, floor }) => {
      const { margin } = metric(planned.headline.metric);
      return {
        head: planned.headline.title,
        cells: [
          margin ? formatShare(margin.ratio) : 'none',
          floor.kind === 'measured' ? formatShare(floor.ratio) : 'not measured',
          margin?.reason ?? '',
        ],
      };
    }),
  );
}

function planText({ run, execution }: ReportModel): Markup {
  const { plan } = run;
  const unfinished =
    execution.countedSteps < execution.plannedSteps
      ? html` <strong>The run is unfinished: ${formatCount(execution.countedSteps)} of ${formatCount(execution.plannedSteps)} steps have a record.</strong>`
      : html``;
  const wall =
    execution.wallMillis === undefined
      ? ''
      : ` It took ${formatDuration(execution.wallMillis)}, of which the tools ran ${formatDuration(execution.toolMillis)} and ${formatDuration(execution.gateMillis)} were spent waiting for a quiet host.`;
  const events = [
    execution.repeatedSteps > 0
      ? `${formatCount(execution.repeatedSteps)} ${execution.repeatedSteps === 1 ? 'execution was' : 'executions were'} disturbed and repeated`
      : '',
    execution.resumptions > 0
      ? `the run was interrupted and resumed ${execution.resumptions === 1 ? 'once' : `${execution.resumptions} times`}`
      : '',
    execution.voidedBlocks > 0
      ? `${formatCount(execution.voidedBlocks)} broken ${execution.voidedBlocks === 1 ? 'block was' : 'blocks were'} measured again, whole`
      : '',
  ].filter(Boolean);
  return html`<p>Profile <code>${plan.profile}</code>, seed <code>${plan.seed}</code>: ${counted(plan.blocks.length, 'block')}, ${counted(execution.plannedSteps, 'step')}. The same seed and profile give the same plan.${wall}${events.length > 0 ? ` ${events.join('; ').replace(/^./, (letter) => letter.toUpperCase())}.` : ''}${unfinished}</p>`;
}

/** How the figures came about and how the verdicts are drawn from them. */
export function methodSection(model: ReportModel): Markup {
  const family = model.headlines.length;
  return html`${planText(model)}
<p>A block is one repetition: the numbers of Services in shuffled order, and at each number the steps of all scenarios in shuffled order, so that a drift of the host meets all alike. Blocks are the unit of every statistic; percentiles inside one tool’s output are readings, not repetitions. A failed reading is a record with its reason, never a number.</p>
<p>A median’s interval comes from order statistics and assumes no distribution; it exists from ${fewestBlocks} blocks on. Scenarios are compared by the ratio within each block: the interval is Student’s t interval of the mean log-ratio. Of the ${headlines.length} declared figures this run holds ${family}; their intervals hold together at 95 % for each scenario (Bonferroni). So do, among themselves, the two declared costs of ${formatCount(manyServices)} Services: of connection set-up and of requests on open connections. Everything else is descriptive, each interval for itself.</p>
<p>A scenario is <em>better</em> or <em>worse</em> when the whole interval lies beyond the margin and beyond the noise floor, <em>equivalent</em> when it lies inside the margin, and <em>inconclusive</em> otherwise, with the number of blocks that would settle it if centre and spread stayed as they are. The noise floor is the farther end of the interval between two copies of the baseline. It only raises the bar: where it exceeds the margin the answer is <em>cannot resolve</em>, never “equivalent”.</p>
${marginsTable(model)}`;
}
