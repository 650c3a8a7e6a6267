import { formatWhole } from '../format.ts';
import { both } from '../locale/words.ts';
import type { PolicyDelay, PolicyRow } from '../model/policy.ts';
import type { ReportModel } from '../model.ts';
import { evidenceOf } from '../text-policy.ts';
import { absent } from './absent.ts';
import { knownPolicies } from './known-policies.ts';
import { address } from './links.ts';
import { html, joined, type Markup, type Shown, verbatim } from './markup.ts';
import { policyHead, policyWord } from './policy-word.ts';
import { table } from './table.ts';

function observed({ record, asExpected }: PolicyRow): Markup {
  if (!record) return html`<span class="verdict not-compared">${policyWord('not executed')}</span>`;
  if (asExpected !== false) return html`<span class="verdict">${policyWord(record.observed)}</span>`;
  return html`<span class="verdict worse">${policyWord(record.observed)}</span> <small>${both((words) => words.say('policy.unexpected'))}</small>`;
}

/** What was said of what was to be refused, or why nothing was tried; with the raw output where there is one. */
function evidence({ record }: PolicyRow, model: ReportModel): Markup {
  if (!record) return html`${both((words) => words.say('policy.ended'))}`;
  const { raw, reason } = record;
  const inKorean = reason === undefined ? undefined : both((words) => words.reason(reason));
  const said = inKorean && inKorean.ko !== inKorean.en ? html`${inKorean}` : verbatim(evidenceOf(record));
  const link = model.rawLies && raw !== undefined;
  return link ? html`${said} <a href="${address(raw)}">${both((words) => words.say('head.raw'))}</a>` : said;
}

function delay({ n, lastPassedMillis, firstRefusedMillis, mostMillis }: PolicyDelay): Shown {
  // U+2212 is no hyphen of a range.
  const whole = (millis: number) => formatWhole(millis).replace('-', '−');
  const figures = { n, until: whole(firstRefusedMillis), most: whole(mostMillis) };
  return both((words) =>
    lastPassedMillis === undefined
      ? words.say('policy.delay-until', figures)
      : words.say('policy.delay', { ...figures, from: whole(lastPassedMillis) }),
  );
}

function scenarioPart(label: string, rows: readonly PolicyRow[], model: ReportModel): Markup {
  const id = `policy-${label.replace(/[^A-Za-z-]/g, '_')}`;
  const delays = model.policy.delays.filter((one) => one.label === label);
  const body = rows.some(({ record }) => record)
    ? table(
        both((words) => words.say('policy.caption', { label })),
        (['case', 'expected', 'observed', 'evidence', 'on-eks'] as const).map((name) => ({
          head: both((words) => words.say(`policy.head.${name}`)),
        })),
        rows.map((row) => ({
          head: policyHead(row.case),
          cells: [
            row.record ? policyWord(row.record.expected) : '',
            observed(row),
            evidence(row, model),
            policyWord(row.onEks),
          ],
        })),
        'policies',
      )
    : absent(both((words) => words.say('policy.untried', { label })));
  return html`<section aria-labelledby="${id}"><h3 id="${id}">${label}</h3>
${body}
${delays.map((one) => html`<p>${delay(one)}</p>`)}</section>
`;
}

/** How the policies that were executed came out, scenario by scenario, for the key results. */
export function policyResults({ policy: { rows } }: ReportModel): Markup[] {
  const executed = rows.filter(({ record }) => record && record.observed !== 'not executed');
  return [...new Set(executed.map(({ label }) => label))].map((label) => {
    const own = executed.filter((row) => row.label === label);
    const values = {
      n: own.length,
      enforced: own.filter(({ record }) => record?.observed === 'enforced').length,
      odd: own.filter(({ asExpected }) => asExpected === false).length,
    };
    return html`<li><b>${label}</b> <span>${both((words) => words.say('policy.summary', values))}</span></li>`;
  });
}

/** What was tried of network policies in each scenario, or that nothing was; and what documents say of them. */
export function policySection(model: ReportModel): Markup {
  const { rows, notTried } = model.policy;
  const statements = ['policy.vpc-cni', 'policy.cilium', 'policy.doubt'] as const;
  const labels = [...new Set(rows.map(({ label }) => label))];
  const tried =
    notTried === undefined
      ? joined(
          labels.map((label) =>
            scenarioPart(
              label,
              rows.filter((row) => row.label === label),
              model,
            ),
          ),
          '',
        )
      : html`${absent(both((words) => `${words.say('absent.policy')} ${words.say('policy.why', { reason: words.reason(notTried) })}`))}
${knownPolicies(rows)}`;
  return html`${tried}
<ul>${statements.map((key) => html`<li>${both((words) => words.say(key))}</li>`)}</ul>`;
}
