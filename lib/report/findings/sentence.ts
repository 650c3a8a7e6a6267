import { metric } from '../../domain/metric.ts';
import type { Outcome } from '../../domain/verdict.ts';
import { formatCount, formatRatio, formatShare } from '../format.ts';
import type { Row } from '../model/row.ts';
import { comparatives, listed } from '../words.ts';

/** A row that was compared. */
export type Judged = Row & { readonly verdict: NonNullable<Row['verdict']> };

/** The rows that were compared; the baseline and its twin were not. */
export function judged(rows: readonly Row[]): Judged[] {
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
export function openPhrase(outcome: Outcome, several: boolean): string | undefined {
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

/** What a group of verdicts says: the decided ones after the beginning, then the open ones. */
export function sentence(beginning: string, rows: readonly Judged[]): string {
  const decided = decidedParts(rows);
  const open = openParts(rows);
  return [
    decided.length > 0 ? `${beginning} ${decided.join('; ')}.` : '',
    open.length > 0 ? `${capitalised(open.join('; '))}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
