import { formatCount, formatDuration } from '../format.ts';
import type { ReportModel } from '../model.ts';
import { counted, listed } from '../words.ts';
import { html, type Markup } from './markup.ts';

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** What a lab's figures are worth, said before the first of them. */
function caveat(model: ReportModel): Markup {
  if (model.run.target !== 'lab') return html``;
  const models = model.scenarios.filter((scenario) => scenario.label !== scenario.name && !scenario.twin);
  const modelled =
    models.length === 0
      ? ''
      : ` ${listed(models.map((scenario) => scenario.label))} show a mechanism by small eBPF programs: without policy or a full connection table they flatter Cilium, and are not Cilium.`;
  return html`<p class="caveat">These are figures of a lab: packets cross the memory of one machine, not a network. Ratios carry over, absolute figures do not.${modelled}</p>`;
}

function unfinished({ execution }: ReportModel): Markup {
  const missing = execution.plannedSteps - execution.countedSteps;
  return missing > 0
    ? html`<p class="caveat">The run is unfinished: ${formatCount(missing)} of its steps are missing here.</p>`
    : html``;
}

function fact(name: string, value: Markup | string): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** Title, what was run when and for how long, and what the figures are worth. */
export function titleBlock(model: ReportModel): Markup {
  const { run, execution, scenarios } = model;
  const compared = scenarios.filter((scenario) => !scenario.twin);
  const took = execution.wallMillis === undefined ? 'not begun' : formatDuration(execution.wallMillis);
  return html`<header>
<p class="kicker">Measurement report, ${run.target === 'lab' ? 'lab on one machine' : 'Kubernetes'}</p>
<h1>CNI datapaths compared</h1>
<p class="standfirst">${listed(compared.map((scenario) => `${scenario.label} (${scenario.title})`))}.</p>
<dl>${[
    fact('Run', html`<code>${run.id}</code>`),
    fact('Begun', `${dates.format(new Date(run.createdAt))} UTC`),
    fact('Took', took),
    fact('Profile', `${run.plan.profile}, seed ${run.plan.seed}`),
    fact(
      'Steps',
      `${formatCount(execution.countedSteps)} of ${formatCount(execution.plannedSteps)} in ${counted(run.plan.blocks.length, 'block')}`,
    ),
    fact('Disturbed', `${formatCount(execution.disturbedSteps)} of them`),
  ]}</dl>
${unfinished(model)}${caveat(model)}
</header>`;
}
