import type { Diagnostic } from '../domain/diagnostics.ts';
import type { Metric } from '../domain/metric.ts';
import type { Outcome, Verdict } from '../domain/verdict.ts';
import { formatCount, formatRatio } from './format.ts';

/** A verdict in a word or two, for a table's cell. */
export function verdictWord(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'inconclusive':
      return outcome.blocks === undefined
        ? 'inconclusive'
        : `inconclusive, n ≈ ${formatCount(outcome.blocks)}`;
    case 'too few':
      return `too few, ${outcome.have} of ${outcome.need}`;
    case 'unresolvable':
      return 'cannot resolve';
    default:
      return outcome.kind;
  }
}

/** What a verdict's word leaves unsaid, one remark each; empty when there is nothing to add. */
export function verdictRemarks({ outcome, disturbed, fewEvents, unpaired, interval }: Verdict): string[] {
  if (outcome.kind === 'not compared') return [outcome.reason];
  const of = interval ? ` of ${interval.n}` : '';
  return [
    outcome.kind === 'unresolvable'
      ? 'the noise floor exceeds the margin: this target cannot resolve it'
      : '',
    disturbed > 0 ? `${disturbed}${of} blocks disturbed` : '',
    fewEvents > 0 ? `${fewEvents}${of} blocks with few events` : '',
    unpaired > 0 ? `${unpaired} ${unpaired === 1 ? 'block has' : 'blocks have'} only one side` : '',
  ].filter(Boolean);
}

/** What a diagnostic says, as part of a sentence. */
export function diagnosticText(diagnostic: Diagnostic): string {
  switch (diagnostic.kind) {
    case 'drift':
      return `drifts with the order of blocks (rank correlation ${diagnostic.correlation.toFixed(2)})`;
    case 'run delay':
      return `follows the driver's run delay (rank correlation ${diagnostic.correlation.toFixed(2)})`;
    default:
      return `block ${diagnostic.block + 1} is far from the others (${formatRatio(diagnostic.ratio)} against the median)`;
  }
}

/** What the unit calls more and less of it. */
export function comparatives({ unit }: Metric): { readonly more: string; readonly less: string } {
  return unit === 'us' || unit === 'ms'
    ? { more: 'longer', less: 'shorter' }
    : { more: 'higher', less: 'lower' };
}

/** `1 block`, `1,000 blocks`. */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
