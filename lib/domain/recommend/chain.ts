import { median } from 'simple-statistics';
import { baselineOf, type Evidence } from '../comparison.ts';
import { isTwin } from '../label.ts';
import { type MetricId, metric } from '../metric.ts';
import { barOf } from '../scenario-outcome.ts';
import type { SeriesKey } from '../series.ts';
import { type Bounds, type Distribution, quantileOf } from '../statistics/distribution.ts';
import { fewestBlocks } from '../verdict.ts';
import { type Calls, type ChainCall, chainCalls, isOf, type Measured, measuredIn } from './chain-calls.ts';

/** How many calls a request waits for, one after the other; ten is what the margin of latencies thinks of. */
export const chainLengths = [1, 2, 5, 10] as const;
const longest = Math.max(...chainLengths);

/** Quantiles of so many calls in a row: medians over blocks of what bounds them, us. */
export interface ChainFigure {
  readonly calls: number;
  readonly p50: Bounds;
  readonly p99: Bounds;
}

/** What calls in a row take in one scenario if each is drawn anew from those that were measured. */
export interface Chain extends Omit<SeriesKey, 'metric'> {
  readonly of: ChainCall['id'];
  readonly blocks: number;
  readonly basis: Measured['basis'];
  readonly figures: readonly ChainFigure[];
  /**
   * The p99 of ten calls against the baseline's: `longer` or `shorter` where the bounds are apart by more than
   * the margin of tails in each block, of at least six; absent where there is nothing to hold it against.
   */
  readonly against?: 'longer' | 'shorter' | 'not apart';
}

/** Computes the chains of every scenario of a run but twins, at the fewest Services. Absent without data. */
export function chainsOf(evidence: Evidence, calls: Calls): Chain[] {
  const { run, outcomes } = evidence;
  const baseline = baselineOf(run);
  return chainCalls.flatMap((call) => {
    const point = run.plan.points.find((one) => isOf(call, one));
    if (!point) return [];
    const measured = run.plan.scenarios
      .filter((name) => !isTwin(name))
      .flatMap((scenario) => measuredIn(evidence, call, { point: point.id, scenario }, calls, longest) ?? []);
    const reference = measured.find(({ key }) => key.scenario === baseline);
    return measured.map(({ key, basis, blocks }): Chain => {
      const barred = [key.scenario, baseline ?? ''].some((name) => barOf(outcomes.get(name)) !== undefined);
      const other = key.scenario === baseline || barred ? undefined : reference;
      const against = other && relation(blocks, other.blocks, call.tail);
      const figures = chainLengths.map((length) => figureOf([...blocks.values()], length));
      return { ...key, of: call.id, blocks: blocks.size, basis, figures, ...(against && { against }) };
    });
  });
}

function figureOf(blocks: readonly (readonly Distribution[])[], length: number): ChainFigure {
  const sums = blocks.flatMap((sumsOf) => sumsOf[length - 1] ?? []);
  return { calls: length, p50: medianBounds(sums, 0.5), p99: medianBounds(sums, 0.99) };
}

/** The median of bounded values lies between the medians of their bounds. */
function medianBounds(sums: readonly Distribution[], share: number): Bounds {
  const bounds = sums.map((sum) => quantileOf(sum, share));
  const high = median(bounds.map((one) => one.high ?? Number.MAX_VALUE));
  const low = median(bounds.map((one) => one.low));
  return high > Number.MAX_VALUE / 4 ? { low } : { low, high };
}

function relation(
  ours: Measured['blocks'],
  theirs: Measured['blocks'],
  tail: MetricId,
): Chain['against'] | undefined {
  const shared = [...ours].flatMap(([block, sums]) => {
    const [own, other] = [sums, theirs.get(block)].map((one) => one?.at(-1));
    return own && other ? [{ own: quantileOf(own, 0.99), other: quantileOf(other, 0.99) }] : [];
  });
  if (shared.length < fewestBlocks) return undefined;
  const apart = 1 + (metric(tail).margin?.ratio ?? 0);
  if (shared.every(({ own, other }) => other.high !== undefined && own.low > other.high * apart))
    return 'longer';
  return shared.every(({ own, other }) => own.high !== undefined && own.high * apart < other.low)
    ? 'shorter'
    : 'not apart';
}
