import { both } from '../locale/words.ts';
import type { PolicyRow } from '../model/policy.ts';
import { html, joined, type Markup } from './markup.ts';
import { policyHead, policyWord } from './policy-word.ts';
import { table } from './table.ts';

/** Each document once, named by its site. */
function sources(rows: readonly PolicyRow[]): Markup {
  const addresses = [...new Set(rows.flatMap(({ known }) => known.map(({ url }) => url)))];
  return joined(
    addresses.map((url) => html`<a href="${url}" rel="noreferrer">${new URL(url).hostname}</a>`),
    ', ',
  );
}

/** What scenarios are expected to do on EKS by what is published: nothing of it was executed. */
export function knownPolicies(rows: readonly PolicyRow[]): Markup {
  const labels = [...new Set(rows.map(({ label }) => label))];
  const cases = [...new Set(rows.map((row) => row.case))];
  if (cases.length === 0) return html``;
  return table(
    both((words) => words.say('policy.known-caption')),
    [
      { head: both((words) => words.say('policy.head.case')) },
      ...labels.map((label) => ({ head: label })),
      { head: both((words) => words.say('xdp.head.source')) },
    ],
    cases.map((id) => {
      const own = rows.filter((row) => row.case === id);
      return {
        head: policyHead(id),
        cells: [
          ...labels.flatMap((label) =>
            own.filter((row) => row.label === label).map(({ onEks }) => policyWord(onEks)),
          ),
          sources(own),
        ],
      };
    }),
    'policies',
  );
}
