import { metric } from '../../domain/metric.ts';
import type { Outcome } from '../../domain/verdict.ts';
import { formatRatio, formatShare } from '../format.ts';
import type { Words } from '../locale/words.ts';
import type { Row } from '../model/row.ts';
import { comparatives } from '../words.ts';

/** A row that was compared. */
export type Judged = Row & { readonly verdict: NonNullable<Row['verdict']> };

/** The rows that were compared; the baseline and its twin were not. */
export function judged(rows: readonly Row[]): Judged[] {
  return rows.filter((row): row is Judged => row.verdict !== undefined);
}

function named(rows: readonly Judged[], words: Words): string {
  return words.listed(
    rows.map(({ label, verdict }) => {
      const { interval } = verdict;
      return interval ? words.noted(label, formatRatio(interval.ratio)) : label;
    }),
  );
}

/** The rows whose difference is decided, as parts of a sentence: `shorter with model-D (−21 %)`. */
export function decidedParts(rows: readonly Judged[], words: Words): string[] {
  const [first] = rows;
  if (!first) return [];
  const { more, less } = comparatives(metric(first.key.metric));
  const decided = rows.filter(({ verdict }) => ['better', 'worse'].includes(verdict.outcome.kind));
  const lower = decided.filter(({ verdict }) => (verdict.interval?.ratio ?? 1) < 1);
  const higher = decided.filter(({ verdict }) => (verdict.interval?.ratio ?? 1) > 1);
  const same = rows.filter(({ verdict }) => verdict.outcome.kind === 'equivalent');
  const margin = formatShare(same[0]?.verdict.margin ?? 0);
  return [
    lower.length > 0 ? words.say(`sentence.${less}`, { names: named(lower, words) }) : '',
    higher.length > 0 ? words.say(`sentence.${more}`, { names: named(higher, words) }) : '',
    same.length > 0
      ? words.say('sentence.same', { margin, names: words.listed(same.map((row) => row.label)) })
      : '',
  ].filter(Boolean);
}

/** What an undecided verdict says of one scenario or several; undefined of a decided one. */
export function openPhrase(outcome: Outcome, labels: readonly string[], words: Words): string | undefined {
  const number = labels.length === 1 ? 'one' : 'several';
  const names = words.listed(labels);
  switch (outcome.kind) {
    case 'inconclusive':
      return outcome.blocks === undefined
        ? words.say(`open.${number}`, { names })
        : words.say(`open-blocks.${number}`, { names, blocks: outcome.blocks });
    case 'too few':
      return words.say(`too-few.${number}`, { names, have: outcome.have, need: outcome.need });
    case 'unresolvable':
      return words.say(`unresolvable.${number}`, { names });
    case 'not compared':
      return words.say(`not-compared.${number}`, { names, reason: words.reason(outcome.reason) });
    default:
      return undefined;
  }
}

/** The undecided rows, those of one kind and reason together. */
function openParts(rows: readonly Judged[], words: Words): string[] {
  const alike = new Map<string, Judged[]>();
  for (const row of rows) {
    const phrase = openPhrase(row.verdict.outcome, [''], words);
    if (phrase !== undefined) alike.set(phrase, [...(alike.get(phrase) ?? []), row]);
  }
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    const labels = group.map((row) => row.label);
    return (first && openPhrase(first.verdict.outcome, labels, words)) ?? [];
  });
}

function capitalised(text: string): string {
  // The labels of a lab's models are names that begin small.
  return text.startsWith('model-') ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * What a group of verdicts says: the decided ones first, then the open ones.
 * @param decided makes the first sentence of its parts
 */
export function sentence(rows: readonly Judged[], words: Words, decided: (parts: string) => string): string {
  const parts = decidedParts(rows, words);
  const open = openParts(rows, words);
  return [
    parts.length > 0 ? decided(parts.join('; ')) : '',
    open.length > 0 ? `${capitalised(open.join('; '))}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
