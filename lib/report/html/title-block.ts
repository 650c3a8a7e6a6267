import { settingOf } from '../../domain/published/judgement.ts';
import { formatCount, formatDuration } from '../format.ts';
import { both } from '../locale/words.ts';
import type { ReportModel } from '../model.ts';
import { languageSwitch } from './language-switch.ts';
import { html, joined, type Markup, type Shown } from './markup.ts';

const dates = new Intl.DateTimeFormat('en-CA', {
  dateStyle: 'short',
  timeStyle: 'short',
  hour12: false,
  timeZone: 'UTC',
});

/** What the figures are worth, said before the first of them. */
function caveats(model: ReportModel): Markup[] {
  const setting = settingOf(model.run);
  const key = setting === 'test bed' ? 'caveat.kube' : (`caveat.${setting}` as const);
  const models = model.scenarios.filter(({ label, name, twin }) => label !== name && !twin);
  const names = models.map(({ label }) => label);
  return [
    html`<p class="caveat">${both((words) => words.say(key))}${
      names.length === 0
        ? ''
        : html` ${both((words) => words.say('caveat.models', { models: words.listed(names) }))}`
    }</p>`,
    ...(model.parts.length > 1
      ? [html`<p class="caveat">${both((words) => words.say('caveat.campaign'))}</p>`]
      : []),
    ...(model.redacted ? [html`<p class="caveat">${both((words) => words.say('page.redacted'))}</p>`] : []),
  ];
}

function unfinished({ execution }: ReportModel): Markup {
  const missing = execution.plannedSteps - execution.countedSteps;
  return missing > 0
    ? html`<p class="caveat">${both((words) => words.say('caveat.unfinished', { missing }))}</p>`
    : html``;
}

function fact(name: Shown, value: Shown): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** Title, what was run when and for how long, and what the figures are worth. */
export function titleBlock(model: ReportModel): Markup {
  const { run, parts, execution, scenarios } = model;
  const compared = scenarios.filter((scenario) => !scenario.twin);
  const { countedSteps: counted, plannedSteps: planned, disturbedSteps: n } = execution;
  const took =
    execution.wallMillis === undefined
      ? both((words) => words.say('fact.not-begun'))
      : formatDuration(execution.wallMillis);
  const kicker = both((words) => words.say(run.target === 'lab' ? 'page.kicker.lab' : 'page.kicker.kube'));
  const several = parts.length > 1;
  const profiles = [...new Set(parts.map((part) => part.run.plan.profile))].join(', ');
  const seeds = [...new Set(parts.map((part) => part.run.plan.seed))].join(', ');
  const blocks = Math.max(...parts.map((part) => part.run.plan.blocks.length));
  const begun = parts.map((part) => part.run.createdAt).sort()[0] ?? run.createdAt;
  const measured =
    planned === 0
      ? []
      : [
          fact(
            both((words) => words.say('fact.steps')),
            both((words) =>
              words.say('fact.steps-in-blocks', { counted: formatCount(counted), planned, blocks }),
            ),
          ),
          fact(
            both((words) => words.say('fact.disturbed')),
            both((words) => words.say('fact.of-them', { n })),
          ),
        ];
  return html`<header>
${languageSwitch}
<p class="kicker">${kicker}</p>
<h1>${both((words) => words.say('page.title'))}</h1>
<p class="standfirst">${both((words) =>
    words.listed(compared.map(({ label, name }) => words.noted(label, words.scenarioTitle(name)))),
  )}.</p>
<dl>${[
    fact(
      both((words) => words.say(several ? 'fact.runs' : 'fact.run')),
      joined(
        parts.map((part) => html`<code>${part.run.id}</code>`),
        ', ',
      ),
    ),
    fact(
      both((words) => words.say('fact.begun')),
      `${dates.format(new Date(begun)).replace(',', '')} UTC`,
    ),
    fact(
      both((words) => words.say('fact.took')),
      took,
    ),
    fact(
      both((words) => words.say('fact.profile')),
      both((words) => words.say('fact.profile-and-seed', { profile: profiles, seed: seeds })),
    ),
    ...measured,
  ]}</dl>
${unfinished(model)}${caveats(model)}
</header>`;
}
