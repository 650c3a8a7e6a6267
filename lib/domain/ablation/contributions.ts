import type { Evidence } from '../comparison.ts';
import { type Contrast, contrast } from '../contrast.ts';
import type { Headline } from '../headline.ts';
import type { PlannedHeadline } from '../planned-headline.ts';
import type { Bilingual } from '../published/claim.ts';
import { settingOf } from '../published/judgement.ts';
import { type Standing, standingOf } from '../published/standing.ts';
import { simultaneousLevel } from '../statistics/simultaneous.ts';
import type { TuningId } from '../tuning.ts';
import { fewestBlocks } from '../verdict.ts';
import { type AskedStep, askedSteps, type Direction, optionsOf } from './asked-steps.ts';
import { ablationFigures } from './figures.ts';
import { type Mechanism, mechanismOf } from './mechanisms.ts';
import { type Residue, residueOf } from './residue.ts';
import { scenarioFor } from './scenario-name.ts';
import { type FoundStep, findStep } from './sides.ts';
import { ladder, overD, type Step, type StepOptions } from './steps.ts';

/** What a tuning changes in one figure: a scenario with it against the same without. */
export interface Contribution {
  readonly tuning: TuningId;
  readonly directions: readonly Direction[];
  readonly contrast: Contrast;
  /** What the mechanism leads one to expect, and whether it is seen. */
  readonly expected?: { readonly mechanism: Mechanism; readonly standing: Standing };
}

/** A step that these runs do not show. */
export interface NotShown {
  readonly tuning: TuningId;
  readonly directions: readonly Direction[];
  readonly why: /** No target can (`anywhere`), or this one cannot. */
    | { readonly kind: 'impossible' | 'not here'; readonly reason: Bilingual }
    /** It can be measured, by these scenarios, of which some are in none of the runs. */
    | { readonly kind: 'not measured'; readonly scenarios: readonly string[] };
}

/** One declared figure with what each tuning contributes to it. */
export interface FigureContributions {
  readonly headline: Headline;
  readonly services: number;
  readonly contributions: readonly Contribution[];
  /** D against E, or against what the target has of E; absent where one of them was not measured. */
  readonly whole?: Contrast;
  readonly residue: Residue;
}

export interface Ablation {
  readonly figures: readonly FigureContributions[];
  readonly notShown: readonly NotShown[];
}

/**
 * What runs say of each tuning: paired by block where one run has both sides, else as two deployments. The
 * intervals of one step hold together over the figures, as those of a scenario do.
 */
export function ablationOf(runs: readonly Evidence[]): Ablation {
  const [first] = runs;
  if (!first) return { figures: [], notShown: [] };
  const options = optionsOf(runs);
  const setting = settingOf(first.run);
  const asked = askedSteps(options, setting);
  const found = asked.flatMap((one) => {
    const step = 'step' in one ? findStep(one.step, runs, options) : undefined;
    return step ? [{ asked: one, step }] : [];
  });
  const top = wholeStep(options);
  const whole = top && findStep(top, runs, options);
  const figures = ablationFigures.flatMap((headline): FigureContributions[] => {
    const contributions = found.flatMap(({ asked: { tuning, directions }, step }): Contribution[] => {
      const one = contrastAt(step, headline);
      if (!one) return [];
      const mechanism = mechanismOf(tuning, headline.id, setting);
      const expected = mechanism && { mechanism, standing: standingOf(mechanism, one.contrast, false) };
      return [{ tuning, directions, contrast: one.contrast, ...(expected ? { expected } : {}) }];
    });
    const all = whole && contrastAt(whole, headline);
    const services = all?.planned.services ?? servicesOf(contributions);
    if (services === undefined) return [];
    const residue = residueOf(contributions, all?.contrast, ladder(options));
    return [{ headline, services, contributions, ...(all ? { whole: all.contrast } : {}), residue }];
  });
  const shown = new Set(found.map(({ asked: one }) => one));
  return { figures, notShown: asked.filter((one) => !shown.has(one)).map((one) => notShown(one, options)) };
}

function servicesOf([one]: readonly Contribution[]): number | undefined {
  return one?.contrast.value.key.services;
}

/** From D to the top of the ladder, as if it were one tuning. */
function wholeStep(options: StepOptions): Step | undefined {
  const rungs = overD(ladder(options));
  const [bottom, top] = [rungs[0], rungs.at(-1)];
  return bottom && top ? { tuning: top.tuning, without: bottom.without, having: top.having } : undefined;
}

function contrastAt(
  { value, reference, figures }: FoundStep,
  headline: Headline,
): { planned: PlannedHeadline; contrast: Contrast } | undefined {
  const planned = figures.find((one) => one.headline === headline);
  if (!planned) return undefined;
  const often = figures.filter(({ blocks }) => blocks >= fewestBlocks).length;
  const place = { point: planned.point, services: planned.services, metric: headline.metric };
  const found = contrast(
    { evidence: value.evidence, key: { ...place, scenario: value.scenario } },
    { evidence: reference.evidence, key: { ...place, scenario: reference.scenario } },
    { level: simultaneousLevel(Math.max(1, often)), standing: 'headline' },
  );
  return { planned, contrast: found };
}

function notShown(asked: AskedStep, options: StepOptions): NotShown {
  const { tuning, directions } = asked;
  if ('why' in asked) {
    const kind = asked.anywhere ? 'impossible' : 'not here';
    return { tuning, directions, why: { kind, reason: asked.why } };
  }
  const scenarios = [asked.step.having, asked.step.without].map((set) => scenarioFor(set, options).name);
  return { tuning, directions, why: { kind: 'not measured', scenarios } };
}
