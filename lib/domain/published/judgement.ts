import type { Evidence } from '../comparison.ts';
import { type Contrast, contrast } from '../contrast.ts';
import type { Run } from '../run.ts';
import { simultaneousLevel } from '../statistics/simultaneous.ts';
import { fewestBlocks } from '../verdict.ts';
import type { Claim, ClaimId, Context, Expectation } from './claim.ts';
import { publishedClaims } from './claims/registry.ts';
import { plannedBlocks, sidesOf } from './sides.ts';
import { combined, type Standing, standingOf } from './standing.ts';

/** Where measurements were made: only EKS can confirm what was measured on EKS. */
export type Setting = 'eks' | 'test bed' | 'lab';

/** What measurements say of a published claim. */
export type ClaimVerdict =
  | 'confirmed'
  | 'contradicted'
  | 'not comparable'
  | 'inconclusive'
  | 'mechanism seen'
  | 'not seen'
  | 'not testable here';

/** One expectation, or what is looked at beside them, with the difference that was found. */
export interface Weighing<T extends Context = Expectation> {
  readonly asked: T;
  /** Absent when no run has both scenarios and the point. */
  readonly contrast?: Contrast;
}

export interface Judgement {
  readonly claim: Claim;
  readonly verdict: ClaimVerdict;
  readonly standing: Standing;
  readonly weighings: readonly (Weighing & { readonly standing: Standing })[];
  readonly context: readonly Weighing<Context>[];
}

/** The version of an EKS API server carries `-eks-`, wherever the target notes it. */
export function settingOf(run: Run): Setting {
  if (run.target === 'lab') return 'lab';
  return Object.values(run.environment).some((fact) => /-eks-/.test(String(fact))) ? 'eks' : 'test bed';
}

const words: Readonly<Record<'eks' | 'elsewhere', Readonly<Record<Standing['kind'], ClaimVerdict>>>> = {
  eks: {
    supported: 'confirmed',
    opposed: 'contradicted',
    open: 'inconclusive',
    none: 'not comparable',
  },
  elsewhere: {
    supported: 'mechanism seen',
    opposed: 'not seen',
    open: 'not seen',
    none: 'not testable here',
  },
};

/**
 * Judges the seven published claims by the runs of one campaign, all of one setting. The intervals of all
 * expectations that the runs can decide hold together.
 */
export function judgeClaims(runs: readonly Evidence[], setting: Setting): Map<ClaimId, Judgement> {
  const level = simultaneousLevel(Math.max(1, decidable(runs, setting)));
  return new Map(
    publishedClaims.map((claim) => [claim.id, judgeClaim(claim, runs, setting, level)] as const),
  );
}

function judgeClaim(claim: Claim, runs: readonly Evidence[], setting: Setting, level: number): Judgement {
  const weighings = chosen(claim, runs).map((asked) => {
    const found = contrastOf(asked, runs, level);
    const standing = standingOf(asked, found, setting === 'eks');
    return { asked, standing, ...(found ? { contrast: found } : {}) };
  });
  const context = claim.context.map((asked) => {
    const found = contrastOf(asked, runs, 0.95);
    return { asked, ...(found ? { contrast: found } : {}) };
  });
  const standing: Standing = isTestable(claim, setting)
    ? combined(weighings.map((one) => one.standing))
    : { kind: 'none', why: { kind: 'no such mechanism' } };
  const verdict = words[setting === 'eks' ? 'eks' : 'elsewhere'][standing.kind];
  return { claim, verdict, standing, weighings, context };
}

function isTestable(claim: Claim, setting: Setting): boolean {
  return setting === 'eks' || claim.onlyOnEks === undefined;
}

function isList(one: Expectation | readonly Expectation[]): one is readonly Expectation[] {
  return Array.isArray(one);
}

/** Of alternatives the first that was planned often enough, else the first. */
function chosen(claim: Claim, runs: readonly Evidence[]): Expectation[] {
  return claim.expectations.flatMap((one) => {
    if (!isList(one)) return [one];
    const best = one.find((asked) => plannedBlocks(asked, runs) >= fewestBlocks) ?? one[0];
    return best ? [best] : [];
  });
}

/** How many of the declared comparisons the plans repeat often enough: these share the error. */
function decidable(runs: readonly Evidence[], setting: Setting): number {
  return publishedClaims
    .filter((claim) => isTestable(claim, setting))
    .flatMap((claim) => chosen(claim, runs))
    .filter((asked) => plannedBlocks(asked, runs) >= fewestBlocks).length;
}

function contrastOf(asked: Context, runs: readonly Evidence[], level: number): Contrast | undefined {
  const [value, reference] = sidesOf(asked, runs) ?? [];
  if (!value || !reference) return undefined;
  return contrast(value, reference, {
    level,
    standing: 'headline',
    ...(asked.view ? { view: asked.view } : {}),
  });
}
