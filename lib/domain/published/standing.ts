import type { Contrast } from '../contrast.ts';
import type { Expectation } from './claim.ts';

/** Whether what was found speaks for a claim. */
export type Standing =
  | { readonly kind: 'supported' }
  | { readonly kind: 'opposed'; readonly reason: 'the other way' | 'no difference' | 'smaller' }
  /** `blocks`: how many in all would settle it; absent: more than anyone waits for. */
  | { readonly kind: 'open'; readonly reason: 'undecided' | 'noise floor'; readonly blocks?: number }
  | { readonly kind: 'none'; readonly why: NoAnswer };

/** Why nothing can be said. */
export type NoAnswer =
  | { readonly kind: 'not measured' }
  | { readonly kind: 'no such mechanism' }
  | { readonly kind: 'too few'; readonly have: number; readonly need: number }
  /** In the words of the record. */
  | { readonly kind: 'not compared'; readonly reason: string };

/** Which way it has to go and, where that is published, how far. */
type Sized = Pick<Expectation, 'expect' | 'publishedRatio'>;

/**
 * @param sized whether the size counts, too: only where the published machine is measured
 */
export function standingOf(asked: Sized, found: Contrast | undefined, sized: boolean): Standing {
  if (!found) return { kind: 'none', why: { kind: 'not measured' } };
  const { outcome } = found.verdict;
  switch (outcome.kind) {
    case 'not compared':
      return { kind: 'none', why: outcome };
    case 'too few':
      return { kind: 'none', why: outcome };
    case 'unresolvable':
      return { kind: 'open', reason: 'noise floor' };
    case 'inconclusive':
      return {
        kind: 'open',
        reason: 'undecided',
        ...(outcome.blocks === undefined ? {} : { blocks: outcome.blocks }),
      };
    case 'equivalent':
      return asked.expect === 'equivalent'
        ? { kind: 'supported' }
        : { kind: 'opposed', reason: 'no difference' };
    default:
      if (outcome.kind !== asked.expect) return { kind: 'opposed', reason: 'the other way' };
      return sized && isSmaller(asked, found)
        ? { kind: 'opposed', reason: 'smaller' }
        : { kind: 'supported' };
  }
}

/** The whole interval lies between the published ratio and no difference. */
function isSmaller({ publishedRatio }: Sized, { verdict: { interval } }: Contrast): boolean {
  if (publishedRatio === undefined || !interval) return false;
  return publishedRatio < 1 ? interval.low > publishedRatio : interval.high < publishedRatio;
}

/** All have to hold: one that is opposed decides; what is missing leaves the claim without an answer. */
export function combined(standings: readonly Standing[]): Standing {
  const of = (kind: Standing['kind']) => standings.find((one) => one.kind === kind);
  return of('opposed') ?? of('none') ?? of('open') ?? { kind: 'supported' };
}
