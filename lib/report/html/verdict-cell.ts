import type { Verdict } from '../../domain/verdict.ts';
import { formatBounds, formatRatio } from '../format.ts';
import { verdictRemarks, verdictWord } from '../words.ts';
import { html, type Markup } from './markup.ts';

/** The verdict's word, coloured by its kind, and under it what must be known of it. */
export function verdictWords(verdict: Verdict | undefined): Markup {
  if (!verdict) return html``;
  const className = verdict.outcome.kind.replace(' ', '-');
  const remarks = verdictRemarks(verdict);
  return html`<span class="verdict ${className}">${verdictWord(verdict.outcome)}</span>${remarks.map(
    (remark) => html` <small>${remark}</small>`,
  )}`;
}

/** The difference and its interval; below two pairs there is none. */
export function difference(verdict: Verdict | undefined): Markup {
  if (!verdict?.interval) return html``;
  const { interval } = verdict;
  return html`${formatRatio(interval.ratio)} <small>${formatBounds(interval)}</small>`;
}
