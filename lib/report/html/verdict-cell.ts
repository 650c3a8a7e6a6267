import type { Verdict } from '../../domain/verdict.ts';
import { formatRatio } from '../format.ts';
import { both } from '../locale/words.ts';
import { boundsText, verdictRemarks, verdictWord } from '../words.ts';
import { html, type Markup, type Shown } from './markup.ts';

/** The verdict's word, coloured by its kind. */
export function verdictName(verdict: Verdict, flag = ''): Markup {
  const className = verdict.outcome.kind.replace(' ', '-');
  return html`<span class="verdict ${className}">${both((words) => verdictWord(verdict.outcome, words))}${flag}</span>`;
}

/** The verdict's word, and under it what must be known of it. */
export function verdictWords(verdict: Verdict | undefined): Markup {
  if (!verdict) return html``;
  const remarks = both((words) => verdictRemarks(verdict, words).join('; '));
  return html`${verdictName(verdict)}${remarks.en === '' ? html`` : html` <small>${remarks}</small>`}`;
}

/** The difference from the reference; below two pairs there is none. */
export function ratioOf(verdict: Verdict | undefined): string {
  return verdict?.interval ? formatRatio(verdict.interval.ratio) : '';
}

/** The interval of that difference. */
export function boundsOf(verdict: Verdict | undefined): Shown {
  const interval = verdict?.interval;
  return interval ? both((words) => boundsText(interval, words)) : '';
}
