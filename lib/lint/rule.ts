import type { ClaimKind, ClaimOf } from './claim.ts';

/** What is wrong with a claim, for a reader who has the file open. */
export interface Problem {
  /** What the file says, with its figures. */
  readonly claimed: string;
  /** Why it cannot be, or what it is instead. */
  readonly why: string;
  /** What to do about it. */
  readonly instead: string;
}

/** A way in which results go wrong: data and one pure function over claims of one kind. */
export interface Rule<K extends ClaimKind = ClaimKind> {
  readonly id: string;
  /** In a few words, for the list of rules. */
  readonly title: string;
  readonly kind: K;
  check(claim: ClaimOf<K>): Problem | undefined;
}

/** Four significant digits: enough to find the figure in the file. */
export function shown(value: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 4 }).format(value);
}

/** A bit rate as `7.96 Gbit/s`. */
export function shownRate(bitsPerSecond: number): string {
  return bitsPerSecond >= 1e9
    ? `${shown(bitsPerSecond / 1e9)} Gbit/s`
    : `${shown(bitsPerSecond / 1e6)} Mbit/s`;
}
