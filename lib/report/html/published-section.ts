import { both } from '../locale/words.ts';
import type { ReportModel } from '../model.ts';
import { explain } from '../published/explain.ts';
import { verdictKo } from '../published/text.ts';
import { absent } from './absent.ts';
import { html, type Markup } from './markup.ts';

/** The seven headlines of the published report, and what these runs say of each. */
export function publishedSection({ run, judgements }: ReportModel): Markup {
  const judged = judgements.some(({ standing }) => standing.kind !== 'none');
  return html`${judged ? html`` : absent(both((words) => words.say('absent.claims')))}
<ol class="claims">${judgements.map(
    (
      judgement,
    ) => html`<li><b>${judgement.claim.title}</b> <span class="verdict claim">${{ en: judgement.verdict, ko: verdictKo[judgement.verdict] }}</span>
<p>${explain(judgement, run.target)}</p></li>
`,
  )}</ol>`;
}
