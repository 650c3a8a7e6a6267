import { floorAt, higher } from '../comparison.ts';
import type { Contrast } from '../contrast.ts';
import { relativeToControl, type Side, seriesAt } from '../host-control.ts';
import { metric } from '../metric.ts';
import { seriesId } from '../series.ts';
import { pairedRatio, type RatioInterval } from '../statistics/paired-ratio.ts';
import type { Figure } from '../statistics/result.ts';
import { productRatio } from '../statistics/unpaired-ratio.ts';
import { type Floor, judge, type Verdict } from '../verdict.ts';
import type { Contribution } from './contributions.ts';
import { overD, type Step } from './steps.ts';

/** What is left of D against E when the tunings have had their share. Absent parts rest on absent figures. */
export interface Residue {
  /**
   * The ratios of all rungs over D multiplied, and the whole divided by that. It is 1 where every rung has the
   * same blocks, since rungs follow on each other; else it is what missing blocks make of it.
   */
  readonly rungs?: { readonly product: number; readonly rest: number };
  /** The whole against the tunings each by itself, multiplied: what they do together only. */
  readonly interaction?: Verdict;
}

/** @param rungs of the whole ladder; those over D have to be there, all of them */
export function residueOf(
  contributions: readonly Contribution[],
  whole: Contrast | undefined,
  rungs: readonly Step[],
): Residue {
  const of = (direction: 'forward' | 'alone') =>
    overD(rungs).map(({ tuning }) =>
      contributions.find((one) => one.tuning === tuning && one.directions.includes(direction)),
    );
  const sum = whole && sumOf(of('forward'), whole);
  const interaction = whole && interactionOf(of('alone'), whole);
  return { ...(sum ? { rungs: sum } : {}), ...(interaction ? { interaction } : {}) };
}

function sumOf(forward: readonly (Contribution | undefined)[], whole: Contrast): Residue['rungs'] {
  const ratios = forward.map((one) => one && ratioOf(one.contrast));
  const all = ratioOf(whole);
  if (all === undefined || !ratios.every((ratio) => ratio !== undefined)) return undefined;
  const product = ratios.reduce((result, ratio) => result * ratio, 1);
  return { product, rest: all / product };
}

/** A ratio that may be shown: nothing is multiplied by what was not compared. */
function ratioOf({ verdict }: Contrast): number | undefined {
  return verdict.outcome.kind === 'not compared' ? undefined : verdict.interval?.ratio;
}

/** A side, and the power with which it stands in the product. */
interface Term {
  readonly side: Side;
  readonly power: number;
}

function interactionOf(alone: readonly (Contribution | undefined)[], whole: Contrast): Verdict | undefined {
  const contrasts = alone.flatMap((one) => one?.contrast ?? []);
  // One tuning by itself is the whole.
  if (contrasts.length < 2 || contrasts.length < alone.length) return undefined;
  if ([whole, ...contrasts].some((one) => ratioOf(one) === undefined)) return undefined;
  const terms = termsOf([
    { side: whole.value, power: 1 },
    { side: whole.reference, power: -1 },
    ...contrasts.flatMap(({ value, reference }) => [
      { side: value, power: -1 },
      { side: reference, power: 1 },
    ]),
  ]);
  const { ratio, have, lost } = weigh(terms);
  return judge({
    metric: metric(whole.value.key.metric),
    floor: terms.map(({ side }) => floorAt(side.evidence, side.key)).reduce(higher, noFloor),
    standing: 'descriptive',
    weighed: { ratio, have, lost, unpaired: 0, marked: new Map() },
  });
}

const noFloor: Floor = { kind: 'not measured' };

/** A scenario that stands in several contrasts is one term: its noise must not count as if it were independent. */
function termsOf(terms: readonly Term[]): Term[] {
  const sums = new Map<string, Term>();
  for (const { side, power } of terms) {
    const id = `${side.evidence.run.id} ${seriesId(side.key)}`;
    sums.set(id, { side, power: (sums.get(id)?.power ?? 0) + power });
  }
  return [...sums.values()].filter(({ power }) => power !== 0);
}

interface Product {
  readonly ratio: Figure<RatioInterval>;
  readonly have: number;
  readonly lost: number;
}

function weigh(terms: readonly Term[]): Product {
  const runs = new Set(terms.map(({ side }) => side.evidence));
  if (runs.size === 1) return weighByBlock(terms);
  const controlled = terms.map(({ side }) => relativeToControl(side));
  const factors = terms.map(({ side, power }, index) => ({
    power,
    values: (controlled.every((one) => one !== undefined) && controlled[index]) || valuesOf(side),
  }));
  return {
    ratio: productRatio(factors),
    have: Math.min(...factors.map(({ values }) => values.length)),
    lost: terms.reduce((sum, { side }) => sum + readingsOf(side).length - valuesOf(side).length, 0),
  };
}

/** Within one run every block makes one product, from all terms or not at all. */
function weighByBlock(terms: readonly Term[]): Product {
  const logs = new Map<number, number[]>();
  const tried = new Set<number>();
  for (const { side, power } of terms)
    for (const { block, reading } of readingsOf(side)) {
      tried.add(block);
      if (reading.outcome === 'value')
        logs.set(block, [...(logs.get(block) ?? []), power * Math.log(reading.value)]);
    }
  const pairs = [...logs.values()]
    .filter((each) => each.length === terms.length)
    .map((each) => ({ reference: 1, value: Math.exp(each.reduce((sum, log) => sum + log, 0)) }));
  return { ratio: pairedRatio(pairs), have: pairs.length, lost: tried.size - pairs.length };
}

function readingsOf(side: Side) {
  return seriesAt(side)?.readings ?? [];
}

function valuesOf(side: Side): number[] {
  return readingsOf(side).flatMap(({ reading }) => (reading.outcome === 'value' ? [reading.value] : []));
}
