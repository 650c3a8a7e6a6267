import type { Metric } from './metric.ts';
import type { Pairing } from './pairing.ts';
import { blocksNeeded } from './statistics/blocks-needed.ts';
import { pairedRatio, type RatioInterval } from './statistics/paired-ratio.ts';
import { noFigureText } from './statistics/result.ts';
import { disqualification, lacksBlocks, lostReason, markedBlocks, type Weighed } from './weighed.ts';

/** Below this a 95 % interval of a median does not exist, and a t-interval leans on its assumption. */
export const fewestBlocks = 6;

/** What two copies of one scenario differ by on this target: nothing smaller can be told from noise. */
export type Floor =
  | { readonly kind: 'measured'; readonly ratio: number; readonly n: number }
  | { readonly kind: 'not measured' };

/** What the data say about one difference. */
export type Outcome =
  | { readonly kind: 'better' | 'worse' | 'equivalent' }
  /** `blocks`: how many in all would settle it, if centre and spread stay; absent: more than anyone waits for. */
  | { readonly kind: 'inconclusive'; readonly blocks?: number }
  | { readonly kind: 'too few'; readonly have: number; readonly need: number }
  /** The noise floor of this target exceeds the margin. */
  | { readonly kind: 'unresolvable' }
  | { readonly kind: 'not compared'; readonly reason: string };

export interface Verdict {
  readonly outcome: Outcome;
  /** The ratio to the reference; absent below two pairs and where a value is not positive. */
  readonly interval?: RatioInterval;
  /** The smallest relative difference that matters. */
  readonly margin?: number;
  readonly floor: Floor;
  /** Pairs of which a side was disturbed, or had few events. They count, and readers must know. */
  readonly disturbed: number;
  readonly fewEvents: number;
  /** Blocks in which only one side has a value. */
  readonly unpaired: number;
  /** Declared beforehand with simultaneous intervals, or one of the many that only describe. */
  readonly standing: 'headline' | 'descriptive';
}

interface Asked {
  readonly metric: Metric;
  readonly floor: Floor;
  readonly standing: Verdict['standing'];
  /** Set where the two must not be compared for a reason that lies outside of the readings. */
  readonly barred?: string;
}

export interface Question extends Asked {
  readonly pairing: Pairing;
  /** Confidence of the interval; simultaneous for headlines. */
  readonly level: number;
}

/** The verdict on two series of one run, paired by block. */
export function verdictOf({ pairing, level, ...asked }: Question): Verdict {
  return judge({
    ...asked,
    weighed: { ...pairing, ratio: pairedRatio(pairing.pairs, level), have: pairing.pairs.length },
  });
}

/**
 * Answers by where the whole interval of the ratio lies. A margin of 5 % means 1/1.05 to 1.05, so that
 * swapping the two sides swaps the answer. The noise floor only raises the bar: it can turn an answer
 * into none, never into "equivalent".
 */
export function judge(question: Asked & { readonly weighed: Weighed }): Verdict {
  const { metric, weighed, floor, standing } = question;
  const { ratio, have, unpaired } = weighed;
  const common = {
    ...(ratio.ok ? { interval: ratio.figure } : {}),
    ...(metric.margin ? { margin: metric.margin.ratio } : {}),
    floor,
    disturbed: markedBlocks(weighed, 'disturbed'),
    fewEvents: markedBlocks(weighed, 'few-events'),
    unpaired,
    standing,
  };
  const notCompared = reasonAgainst(question);
  if (notCompared !== undefined) return { ...common, outcome: { kind: 'not compared', reason: notCompared } };
  if (have < fewestBlocks) return { ...common, outcome: { kind: 'too few', have, need: fewestBlocks } };
  if (!ratio.ok) return { ...common, outcome: { kind: 'not compared', reason: noFigureText(ratio.why) } };
  const outcome = decide(ratio.figure, metric, floor);
  if (outcome.kind === 'equivalent' && lacksBlocks(weighed))
    return { ...common, outcome: { kind: 'not compared', reason: lostReason(weighed) } };
  return { ...common, outcome };
}

function reasonAgainst({
  barred,
  metric,
  weighed,
}: Asked & { readonly weighed: Weighed }): string | undefined {
  if (barred !== undefined) return barred;
  if (metric.better === 'neither') return 'neither direction is better';
  if (!metric.margin) return 'no margin was fixed: this figure explains others';
  return weighed.missing ?? disqualification(weighed);
}

function decide(interval: RatioInterval, metric: Metric, floor: Floor): Outcome {
  const margin = Math.log1p(metric.margin?.ratio ?? 0);
  const noise = floor.kind === 'measured' ? Math.log1p(floor.ratio) : 0;
  const bar = Math.max(margin, noise);
  const [low, high] = [Math.log(interval.low), Math.log(interval.high)];
  if (low > bar) return { kind: metric.better === 'higher' ? 'better' : 'worse' };
  if (high < -bar) return { kind: metric.better === 'higher' ? 'worse' : 'better' };
  if (noise > margin) return { kind: 'unresolvable' };
  if (low > -margin && high < margin) return { kind: 'equivalent' };
  const distance = Math.abs(Math.abs(Math.log(interval.ratio)) - margin);
  const blocks = blocksNeeded(interval.logDeviation, distance, interval.level);
  return {
    kind: 'inconclusive',
    ...(blocks === undefined ? {} : { blocks: Math.max(blocks, interval.n + 1) }),
  };
}

/**
 * The noise floor from a scenario and its twin: the larger end of the 95 % interval of their ratio,
 * as a relative difference. Fewer than six pairs measure no floor.
 */
export function floorOf(twins: Pairing): Floor {
  const ratio = pairedRatio(twins.pairs);
  if (!ratio.ok || ratio.figure.n < fewestBlocks) return { kind: 'not measured' };
  const { low, high, n } = ratio.figure;
  return { kind: 'measured', ratio: Math.max(high, 1 / low) - 1, n };
}
