import { settingOf } from '../../domain/published/judgement.ts';
import { overallFinding } from '../findings/overall.ts';
import { both } from '../locale/words.ts';
import type { ReportModel } from '../model.ts';
import { html, type Markup } from './markup.ts';

/** What the figures mean to training and inference. */
export function aiMlSection(model: ReportModel): Markup {
  const statements = ['ai-ml.multi-hop', 'ai-ml.gateway', 'ai-ml.batch', 'ai-ml.pods'] as const;
  const hop = model.recommendations.some(({ workload }) => workload.id === 'multi-hop');
  return html`<p>${both((words) => words.say('ai-ml.intro'))}</p>
<ul>${statements.map((key) => html`<li>${both((words) => words.say(key))}</li>`)}</ul>
${hop ? html`<p><a href="#workload-multi-hop">${both((words) => words.say('workload.multi-hop'))}</a></p>` : html``}`;
}

/** How the declared comparisons came out, and how far that carries. */
export function conclusionSection(model: ReportModel): Markup {
  const setting = settingOf(model.run);
  const carries = setting === 'test bed' ? 'conclusion.kube' : (`conclusion.${setting}` as const);
  const open = model.comparisons.filter(
    ({ verdict }) =>
      verdict.standing === 'headline' &&
      ['inconclusive', 'unresolvable', 'too few'].includes(verdict.outcome.kind),
  ).length;
  return html`<p class="finding">${both((words) => overallFinding(model, words))}</p>
<p>${both((words) => words.say(carries))}</p>
${open > 0 ? html`<p>${both((words) => words.say('conclusion.undecided', { n: open }))}</p>` : html``}`;
}

/** What goes wrong in configuring these scenarios without saying so. */
export function caveatsSection(): Markup {
  const statements = [
    'caveat.values',
    'caveat.float',
    'caveat.prefix',
    'caveat.fallback',
    'caveat.rules',
    'caveat.burst',
    'caveat.allowances',
    'caveat.udp',
  ] as const;
  return html`<ul>${statements.map((key) => html`<li>${both((words) => words.say(key))}</li>`)}</ul>`;
}
