import type { ClaimId } from '../../domain/published/claim.ts';

/** What stands beside the expectations, as text: one entry per context figure, in the claim's order. */
export type Beside = readonly string[];

/** What a finding means for the claim: one sentence each. */
export interface Meaning {
  supported(beside: Beside): string;
  opposed(beside: Beside): string;
  /** What it takes to say something. */
  readonly none: string;
}

export type Meanings = Readonly<Record<ClaimId, Meaning>>;
