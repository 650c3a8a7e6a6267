import type { Contribution, FigureContributions, NotShown } from '../../domain/ablation/contributions.ts';
import type { Contrast } from '../../domain/contrast.ts';
import type { Side } from '../../domain/host-control.ts';
import { labelOf } from '../../domain/label.ts';
import type { Setting } from '../../domain/published/judgement.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { formatRatio } from '../format.ts';
import type { Words } from '../locale/words.ts';
import { boundsText } from '../words.ts';

/** `BBR congestion control (forward, backward)`. */
export function tuningText(
  { tuning, directions }: Pick<NotShown, 'tuning' | 'directions'>,
  words: Words,
): string {
  const named = directions.map((direction) => words.say(`ablation.${direction}`)).join(', ');
  return words.noted(words.tuning(tuning), named);
}

/** `model-E / model-D+host-routing`: with the tuning, and without it. */
export function stepText({ value, reference }: Contrast): string {
  return [value, reference].map(labelOfSide).join(' / ');
}

/** The scenario of one side as readers see it. */
export function labelOfSide({ evidence, key }: Side): string {
  return labelOf(evidence.run.target, key.scenario);
}

/** `−17 % (−19 to −15 %)`; empty where there is no ratio. */
export function differenceText({ interval }: Verdict, words: Words): string {
  return interval ? `${formatRatio(interval.ratio)} (${boundsText(interval, words)})` : '';
}

/** `better: seen`; empty where nothing was expected. */
export function expectedText({ expected }: Contribution, words: Words): string {
  if (!expected) return '';
  const { mechanism, standing } = expected;
  return `${words.say(`expected.${mechanism.expect}`)}: ${words.say(`standing.${standing.kind}`)}`;
}

/** Why a step is not shown. */
export function notShownText({ why }: NotShown, setting: Setting, words: Words): string {
  if (why.kind === 'not measured') {
    const target = setting === 'lab' ? 'lab' : 'kube';
    const scenarios = why.scenarios.map((name) => labelOf(target, name)).join(', ');
    return words.say('ablation.not-measured', { scenarios });
  }
  const key = why.kind === 'impossible' ? 'ablation.impossible' : 'ablation.not-here';
  return words.say(key, { reason: words.pick(why.reason) });
}

/** What the rungs come to, against the whole; empty where that is not known. */
export function rungsText({ residue: { rungs } }: FigureContributions, words: Words): string {
  if (!rungs) return '';
  const { product, rest } = rungs;
  return words.say('ablation.rungs', { product: formatRatio(product), rest: formatRatio(rest) });
}

/** What cannot be added up for want of figures. */
export type Gap = 'ablation.no-rungs' | 'ablation.no-interaction';

/** Said once for all figures that have D and the top of the ladder. */
export function gapsOf(figures: readonly FigureContributions[]): Gap[] {
  const residues = figures.filter(({ whole }) => whole !== undefined).map(({ residue }) => residue);
  return [
    ...(residues.some(({ rungs }) => !rungs) ? (['ablation.no-rungs'] as const) : []),
    ...(residues.some(({ interaction }) => !interaction) ? (['ablation.no-interaction'] as const) : []),
  ];
}
