import type { Diagnostic } from '../domain/diagnostics.ts';
import type { Metric } from '../domain/metric.ts';
import type { RatioInterval } from '../domain/statistics/paired-ratio.ts';
import type { Outcome, Verdict } from '../domain/verdict.ts';
import { formatBounds, formatRatio } from './format.ts';
import type { Words } from './locale/words.ts';

/** A verdict in a word or two, for a table's cell. */
export function verdictWord(outcome: Outcome, words: Words): string {
  switch (outcome.kind) {
    case 'inconclusive':
      return outcome.blocks === undefined
        ? words.say('verdict.inconclusive')
        : words.say('verdict.inconclusive-blocks', { blocks: outcome.blocks });
    case 'too few':
      return words.say('verdict.too-few', outcome);
    case 'not compared':
      return words.say('verdict.not-compared');
    default:
      return words.say(`verdict.${outcome.kind}`);
  }
}

/** Those that a verdict rests on, also where they are too few for an interval. */
export function blocksCompared({ outcome, interval }: Verdict): number {
  return interval?.n ?? (outcome.kind === 'too few' ? outcome.have : 0);
}

/** What a verdict's word leaves unsaid, one remark each; empty when there is nothing to add. */
export function verdictRemarks(verdict: Verdict, words: Words): string[] {
  const { outcome, disturbed, fewEvents, unpaired } = verdict;
  if (outcome.kind === 'not compared') return [words.reason(outcome.reason)];
  const of = blocksCompared(verdict);
  return [
    outcome.kind === 'unresolvable' ? words.say('remark.floor') : '',
    disturbed > 0 ? words.say('remark.disturbed', { n: disturbed, of }) : '',
    fewEvents > 0 ? words.say('remark.few-events', { n: fewEvents, of }) : '',
    unpaired > 0 ? words.say('remark.unpaired', { n: unpaired }) : '',
  ].filter(Boolean);
}

/** The bounds of a ratio, as the language writes a range. */
export function boundsText(interval: RatioInterval, words: Words): string {
  return formatBounds(interval, words.to);
}

/** What a diagnostic says, as part of a sentence. */
export function diagnosticText(diagnostic: Diagnostic): string {
  switch (diagnostic.kind) {
    case 'drift':
      return `drifts with the order of blocks (rank correlation ${diagnostic.correlation.toFixed(2)})`;
    case 'run delay':
      return `follows the driver's run delay (rank correlation ${diagnostic.correlation.toFixed(2)})`;
    case 'allowance':
      return `an allowance of the instance was exceeded in ${diagnostic.blocks} of its blocks, which are left out`;
    default:
      return `block ${diagnostic.block + 1} is far from the others (${formatRatio(diagnostic.ratio)} against the median)`;
  }
}

/** What the unit calls more and less of it. */
export function comparatives({ unit }: Metric): {
  readonly more: 'more' | 'longer';
  readonly less: 'less' | 'shorter';
} {
  return unit === 'us' || unit === 'ms'
    ? { more: 'longer', less: 'shorter' }
    : { more: 'more', less: 'less' };
}
