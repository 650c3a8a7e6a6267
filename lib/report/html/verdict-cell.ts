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

/** The difference from the reference; below two pairs there is none. */
export function ratioOf(verdict: Verdict | undefined): string {
  return verdict?.interval ? formatRatio(verdict.interval.ratio) : '';
}

/** The interval of that difference. */
export function boundsOf(verdict: Verdict | undefined): string {
  return verdict?.interval ? formatBounds(verdict.interval) : '';
}
