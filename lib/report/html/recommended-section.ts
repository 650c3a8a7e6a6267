import { labelOf } from '../../domain/label.ts';
import { blocksMissing, type Cited, type Recommendation } from '../../domain/recommend/recommend.ts';
import type { Template } from '../locale/en.ts';
import { both, type Words } from '../locale/words.ts';
import { rawId } from '../model/raw.ts';
import type { ReportModel } from '../model.ts';
import { blocksCompared } from '../words.ts';
import { chainTables } from './chain-tables.ts';
import { html, type Markup, type Shown } from './markup.ts';
import { table } from './table.ts';
import { boundsOf, ratioOf, verdictWords } from './verdict-cell.ts';

const criterionName = (id: string, words: Words) =>
  words.say(`criterion.${id}` as Extract<Template, 'criterion.rtt'>);

/** What would change a recommendation: an answer that is missing, and the opposite one elsewhere. */
export function changesText({ cited }: Recommendation, model: ReportModel, words: Words): string {
  const missing = cited.flatMap(({ criterion, scenario, comparison }) => {
    if (!criterion.decisive) return [];
    const named = {
      figure: criterionName(criterion.id, words),
      scenario: labelOf(model.run.target, scenario),
    };
    const verdict = comparison?.verdict;
    if (!verdict || verdict.outcome.kind === 'not compared') return [words.say('change.unmeasured', named)];
    if (verdict.outcome.kind === 'unresolvable') return [words.say('change.unresolvable', named)];
    const blocks = blocksMissing(verdict);
    return blocks === undefined ? [] : [words.say('change.blocks', { ...named, blocks })];
  });
  return `${words.say('change.head')} ${[...missing, words.say('change.eks')].join('; ')}.`;
}

/** The recommendation in a sentence. */
export function groundText({ ground, scenarios }: Recommendation, model: ReportModel, words: Words): string {
  const names = words.listed(scenarios.map((name) => labelOf(model.run.target, name)));
  switch (ground) {
    case 'not measured':
    case 'none able':
      return words.say(`ground.${ground}`);
    default:
      return words.say(`ground.${ground}`, { scenarios: names });
  }
}

function evidenceCells({ comparison }: Cited, model: ReportModel): Shown[] {
  if (!comparison) return [both((words) => words.say('word.not-measured')), '', '', ''];
  const { verdict, value } = comparison;
  const n = blocksCompared(verdict);
  const linked = model.raw.some((row) => rawId(row) === rawId(value));
  const point = html`<code>${value.point}</code>, ${value.services}`;
  return [
    verdictWords(verdict),
    ratioOf(verdict),
    boundsOf(verdict),
    html`${linked ? html`<a href="#${rawId(value)}">${point}</a>` : point} <small>${both((words) => words.say('samples.blocks', { n }))}</small>`,
  ];
}

function one(recommendation: Recommendation, model: ReportModel): Markup {
  const { workload, cited, chains } = recommendation;
  const id = `workload-${workload.id}`;
  const title = both((words) => words.say(`workload.${workload.id}`));
  const { needs } = workload;
  return html`<section aria-labelledby="${id}"><h3 id="${id}">${title}</h3>
<p class="finding">${both((words) => groundText(recommendation, model, words))}</p>
${needs ? html`<p>${both((words) => words.say(`need.${needs.id}`))}</p>` : html``}
<p class="remark">${both((words) => changesText(recommendation, model, words))}</p>
${
  cited.length === 0
    ? html``
    : table(
        both((words) => words.say('recommended.caption', { workload: words.pick(title) })),
        [
          { head: both((words) => words.say('head.figure')) },
          { head: both((words) => words.say('head.scenario')) },
          { head: both((words) => words.say('head.verdict')) },
          {
            head: both((words) =>
              words.say('head.against', { baseline: model.baseline ?? words.say('word.the-first') }),
            ),
            kind: 'number' as const,
          },
          { head: both((words) => words.say('head.its-interval')), kind: 'number' as const },
          { head: both((words) => words.say('head.samples')) },
        ],
        cited.map((entry) => ({
          head: both((words) => {
            const name = criterionName(entry.criterion.id, words);
            return entry.criterion.decisive ? words.say('criterion.decisive', { name }) : name;
          }),
          cells: [labelOf(model.run.target, entry.scenario), ...evidenceCells(entry, model)],
        })),
        'cited',
      )
}${workload.chained ? chainTables(chains, model) : html``}</section>
`;
}

/** What to choose for each kind of workload, on what evidence, and what would change it. */
export function recommendedSection(model: ReportModel): Markup {
  const lab = model.run.target === 'lab';
  return html`<p>${both((words) => words.say('recommended.intro'))}</p>
${lab ? html`<p class="caveat">${both((words) => words.say('recommended.lab'))}</p>` : html``}
${model.recommendations.map((recommendation) => one(recommendation, model))}`;
}
