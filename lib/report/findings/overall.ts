import type { Comparison } from '../../domain/comparison.ts';
import type { Outcome } from '../../domain/verdict.ts';
import { formatRatio } from '../format.ts';
import type { Words } from '../locale/words.ts';
import type { ReportModel } from '../model.ts';
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

function declaredOf(comparisons: readonly Comparison[]): Comparison[] {
  return comparisons.filter((comparison) => comparison.verdict.standing === 'headline');
}

/** The whole report in a sentence: how the declared comparisons came out. */
export function overallFinding(model: ReportModel, words: Words): string {
  const declared = declaredOf(model.comparisons);
  if (declared.length === 0) return words.say('overall.none');
  const counted = kinds.flatMap((kind) => {
    const n = declared.filter((comparison) => comparison.verdict.outcome.kind === kind).length;
    return n > 0 ? [words.say(`overall.${kind}`, { n })] : [];
  });
  const baseline = model.baseline ?? words.say('word.the-first');
  return words.say('overall.counted', { total: declared.length, baseline, parts: words.listed(counted) });
}

/** What one scenario is better and worse in, by the declared figures. */
export interface ScenarioFinding {
  readonly label: string;
  readonly text: string;
}

/** A sentence a scenario: the whole of the declared figures, read by column. */
export function scenarioFindings(model: ReportModel, words: Words): ScenarioFinding[] {
  return [...judgedByLabel(model)].map(([label, judgements]) => ({
    label,
    text: scenarioText(label, judgements, words),
  }));
}

interface Judgement {
  readonly headline: string;
  readonly verdict: Judged['verdict'];
}

function judgedByLabel(model: ReportModel): Map<string, Judgement[]> {
  const byLabel = new Map<string, Judgement[]>();
  for (const { planned, rows } of model.headlines)
    for (const { label, verdict } of judged(rows)) {
      const judgement = { headline: planned.headline.id, verdict };
      byLabel.set(label, [...(byLabel.get(label) ?? []), judgement]);
    }
  return byLabel;
}

function scenarioText(label: string, judgements: readonly Judgement[], words: Words): string {
  const of = (kind: Outcome['kind']) => judgements.filter(({ verdict }) => verdict.outcome.kind === kind);
  const names = (some: readonly Judgement[], ratios: boolean) =>
    words.listed(
      some.map(({ headline, verdict }) => {
        const name = words.headlineName(headline);
        return ratios && verdict.interval ? words.noted(name, formatRatio(verdict.interval.ratio)) : name;
      }),
    );
  const [better, worse, same] = [of('better'), of('worse'), of('equivalent')];
  const undecided = judgements.filter(
    ({ verdict }) => !['better', 'worse', 'equivalent'].includes(verdict.outcome.kind),
  );
  if (undecided.length === judgements.length) return nothingDecided(label, judgements, words);
  const parts = [
    better.length > 0 ? words.say('scenario.better', { figures: names(better, true) }) : '',
    worse.length > 0 ? words.say('scenario.worse', { figures: names(worse, true) }) : '',
    same.length > 0 ? words.say('scenario.equivalent', { figures: names(same, false) }) : '',
    undecided.length > 0 ? words.say('scenario.undecided', { figures: names(undecided, false) }) : '',
  ].filter(Boolean);
  return `${parts.join('; ')}.`;
}

/** One reason for all of it is told; several are told figure by figure. */
function nothingDecided(label: string, judgements: readonly Judgement[], words: Words): string {
  const phrases = new Set(judgements.map(({ verdict }) => openPhrase(verdict.outcome, [label], words)));
  const [only] = phrases;
  return phrases.size === 1 && only !== undefined ? `${only}.` : `${words.say('scenario.nothing')}.`;
}
