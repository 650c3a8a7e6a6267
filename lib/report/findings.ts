import type { Comparison } from '../domain/comparison.ts';
import { metric } from '../domain/metric.ts';
import type { Outcome } from '../domain/verdict.ts';
import { formatCount, formatRatio, formatShare } from './format.ts';
import type { HeadlineSection } from './model/headlines.ts';
import type { Row } from './model/row.ts';
import type { ScalingSection } from './model/scaling.ts';
import type { ReportModel } from './model.ts';
import { comparatives, listed } from './words.ts';

type Judged = Row & { readonly verdict: NonNullable<Row['verdict']> };

function judged(rows: readonly Row[]): Judged[] {
  return rows.filter((row): row is Judged => row.verdict !== undefined);
}

function named(rows: readonly Judged[]): string {
  return listed(
    rows.map(({ label, verdict }) => {
      const { interval } = verdict;
      return interval ? `${label} (${formatRatio(interval.ratio)})` : label;
    }),
  );
}

/** The rows whose difference is decided, as parts of a sentence: `shorter with model-D (−21 %)`. */
function decidedParts(rows: readonly Judged[]): string[] {
  const [first] = rows;
  if (!first) return [];
  const { more, less } = comparatives(metric(first.key.metric));
  const decided = rows.filter(({ verdict }) => ['better', 'worse'].includes(verdict.outcome.kind));
  const lower = decided.filter(({ verdict }) => (verdict.interval?.ratio ?? 1) < 1);
  const higher = decided.filter(({ verdict }) => (verdict.interval?.ratio ?? 1) > 1);
  const same = rows.filter(({ verdict }) => verdict.outcome.kind === 'equivalent');
  const margin = formatShare(same[0]?.verdict.margin ?? 0);
  return [
    lower.length > 0 ? `${less} with ${named(lower)}` : '',
    higher.length > 0 ? `${more} with ${named(higher)}` : '',
    same.length > 0 ? `the same within ${margin} with ${listed(same.map((row) => row.label))}` : '',
  ].filter(Boolean);
}

/** What an undecided verdict says of one scenario or several. */
function openPhrase(outcome: Outcome, several: boolean): string | undefined {
  const are = several ? 'are' : 'is';
  switch (outcome.kind) {
    case 'inconclusive':
      return outcome.blocks === undefined
        ? `${are} open`
        : `${are} open (about ${formatCount(outcome.blocks)} blocks would settle it)`;
    case 'too few':
      return `${several ? 'have' : 'has'} too few blocks (${outcome.have} of ${outcome.need})`;
    case 'unresolvable':
      return `${are} closer than this target can resolve`;
    case 'not compared':
      return `${are} not compared (${outcome.reason})`;
    default:
      return undefined;
  }
}

/** The undecided rows, those of one kind and reason together. */
function openParts(rows: readonly Judged[]): string[] {
  const alike = new Map<string, Judged[]>();
  for (const row of rows) {
    const phrase = openPhrase(row.verdict.outcome, false);
    if (phrase !== undefined) alike.set(phrase, [...(alike.get(phrase) ?? []), row]);
  }
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    const phrase = first && openPhrase(first.verdict.outcome, group.length > 1);
    return phrase ? [`${listed(group.map((row) => row.label))} ${phrase}`] : [];
  });
}

function capitalised(text: string): string {
  // The labels of a lab's models are names that begin small.
  return text.startsWith('model-') ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence(beginning: string, rows: readonly Judged[]): string {
  const decided = decidedParts(rows);
  const open = openParts(rows);
  return [
    decided.length > 0 ? `${beginning} ${decided.join('; ')}.` : '',
    open.length > 0 ? `${capitalised(open.join('; '))}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** What a declared figure's verdicts say, in a sentence or two. */
export function headlineFinding(section: HeadlineSection, baseline: string): string {
  const rows = judged(section.rows);
  return rows.length === 0
    ? `Only ${baseline} was planned: nothing to compare it with.`
    : sentence(`Compared with ${baseline}:`, rows);
}

/** What the number of Services does, at the declared level or else at the highest. */
export function scalingFinding(section: ScalingSection): string {
  const levels = section.curves[0]?.rows.map((row) => row.key.services) ?? [];
  const declared = section.curves
    .flatMap((curve) => curve.rows)
    .find((row) => row.verdict?.standing === 'headline');
  const at = declared?.key.services ?? levels.at(-1);
  const rows = judged(
    section.curves.flatMap((curve) => curve.rows.filter((row) => row.key.services === at)),
  ).filter(({ verdict }) => verdict.margin !== undefined);
  if (at === undefined || rows.length === 0) return '';
  if (rows.every(({ verdict }) => verdict.outcome.kind === 'not compared')) return '';
  const said = sentence(`At ${formatCount(at)} Services against ${formatCount(levels[0] ?? 0)}:`, rows);
  return declared ? said : `${said} Descriptive.`;
}

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
