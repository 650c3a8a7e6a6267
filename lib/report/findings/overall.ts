import type { Comparison } from '../../domain/comparison.ts';
import type { Outcome } from '../../domain/verdict.ts';
import { formatRatio } from '../format.ts';
import type { ReportModel } from '../model.ts';
import { listed } from '../words.ts';
import { type Judged, judged, openPhrase } from './sentence.ts';

const kinds: readonly Outcome['kind'][] = [
  'better',
  'worse',
  'equivalent',
  'inconclusive',
  'unresolvable',
  'too few',
  'not compared',
];

const kindWords: Readonly<Record<Outcome['kind'], string>> = {
  better: 'better',
  worse: 'worse',
  equivalent: 'equivalent within the margin',
  inconclusive: 'open',
  unresolvable: 'below what this target can resolve',
  'too few': 'short of blocks',
  'not compared': 'not compared',
};

function declaredOf(comparisons: readonly Comparison[]): Comparison[] {
  return comparisons.filter((comparison) => comparison.verdict.standing === 'headline');
}

/** The whole report in a sentence: how the declared comparisons came out. */
export function overallFinding(model: ReportModel): string {
  const declared = declaredOf(model.comparisons);
  if (declared.length === 0)
    return 'This run holds no declared comparison; all of its figures are descriptive.';
  const counted = kinds.flatMap((kind) => {
    const count = declared.filter((comparison) => comparison.verdict.outcome.kind === kind).length;
    return count > 0 ? [`${count} ${kindWords[kind]}`] : [];
  });
  const noun = declared.length === 1 ? 'comparison' : 'comparisons';
  return `Of ${declared.length} declared ${noun} with ${model.baseline ?? 'the first'}: ${listed(counted)}.`;
}

/** What one scenario is better and worse in, by the declared figures. */
export interface ScenarioFinding {
  readonly label: string;
  readonly text: string;
}

/** A sentence a scenario: the whole of the declared figures, read by column. */
export function scenarioFindings(model: ReportModel): ScenarioFinding[] {
  const rows = judgedByLabel(model);
  return [...rows].map(([label, judgements]) => ({ label, text: scenarioText(judgements) }));
}

interface Judgement {
  readonly name: string;
  readonly verdict: Judged['verdict'];
}

function judgedByLabel(model: ReportModel): Map<string, Judgement[]> {
  const byLabel = new Map<string, Judgement[]>();
  for (const { planned, rows } of model.headlines)
    for (const { label, verdict } of judged(rows)) {
      const { name } = planned.headline;
      byLabel.set(label, [...(byLabel.get(label) ?? []), { name, verdict }]);
    }
  return byLabel;
}

function scenarioText(judgements: readonly Judgement[]): string {
  const of = (kind: Outcome['kind']) => judgements.filter(({ verdict }) => verdict.outcome.kind === kind);
  const ratios = (some: readonly Judgement[]) =>
    listed(
      some.map(({ name, verdict }) =>
        verdict.interval ? `${name} (${formatRatio(verdict.interval.ratio)})` : name,
      ),
    );
  const names = (some: readonly Judgement[]) => listed(some.map(({ name }) => name));
  const [better, worse, same] = [of('better'), of('worse'), of('equivalent')];
  const undecided = judgements.filter(
    ({ verdict }) => !['better', 'worse', 'equivalent'].includes(verdict.outcome.kind),
  );
  if (undecided.length === judgements.length) return nothingDecided(judgements);
  const parts = [
    better.length > 0 ? `better in ${ratios(better)}` : '',
    worse.length > 0 ? `worse in ${ratios(worse)}` : '',
    same.length > 0 ? `equivalent in ${names(same)}` : '',
    undecided.length > 0 ? `undecided in ${names(undecided)}` : '',
  ].filter(Boolean);
  return `${parts.join('; ')}.`;
}

/** One reason for all of it is told; several are told figure by figure. */
function nothingDecided(judgements: readonly Judgement[]): string {
  const phrases = new Set(judgements.map(({ verdict }) => openPhrase(verdict.outcome, false)));
  const [only] = phrases;
  return phrases.size === 1 && only !== undefined
    ? `${only.replace(/^is /, '')}.`
    : 'undecided in all declared figures.';
}
