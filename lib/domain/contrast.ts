import { floorAt, higher } from './comparison.ts';
import { againstControl, type Side, seriesAt } from './host-control.ts';
import { type Metric, metric } from './metric.ts';
import { pairByBlock, whyEmpty } from './pairing.ts';
import type { Mark } from './sample.ts';
import { barOf } from './scenario-outcome.ts';
import type { Series } from './series.ts';
import { unpairedRatio } from './statistics/unpaired-ratio.ts';
import { judge, type Verdict, verdictOf } from './verdict.ts';
import type { Weighed } from './weighed.ts';

/**
 * What makes the two sides comparable: the same block of one run; or, between runs, each block's ratio to
 * the host's own network; or nothing, when a run has no such control.
 */
export type Design = 'same blocks' | 'host control' | 'independent';

/** A difference between two series, of one run or of two. */
export interface Contrast {
  readonly value: Side;
  readonly reference: Side;
  readonly verdict: Verdict;
  readonly design: Design;
  /** Independent deployments behind each side: a run's blocks are repetitions within one. */
  readonly deployments: 1;
}

export interface ContrastOptions {
  /** Confidence of the interval. */
  readonly level: number;
  readonly standing: Verdict['standing'];
  /** The catalogue's metric and readings as they are, unless another view of them is asked for. */
  readonly view?: { readonly metric: Metric; of(value: number): number };
}

/** Puts two series in relation as closely as their runs allow. */
export function contrast(value: Side, reference: Side, options: ContrastOptions): Contrast {
  const { level, standing, view } = options;
  const [ours, theirs] = [viewed(value, view), viewed(reference, view)];
  const asked = {
    metric: view?.metric ?? metric(value.key.metric),
    floor: higher(floorAt(theirs.evidence, theirs.key), floorAt(ours.evidence, ours.key)),
    standing,
    ...barred(value, reference),
  };
  const common = { value, reference, deployments: 1 } as const;
  const [series, against] = [seriesAt(ours), seriesAt(theirs)];
  if (value.evidence === reference.evidence) {
    const verdict = verdictOf({ ...asked, level, pairing: pairByBlock(against, series) });
    return { ...common, design: 'same blocks', verdict };
  }
  const controlled = againstControl(ours, theirs);
  const [references, values] = controlled ?? [valuesOf(against), valuesOf(series)];
  const weighed: Weighed = {
    ratio: unpairedRatio(references, values, level),
    have: Math.min(references.length, values.length),
    unpaired: 0,
    lost: absencesOf(against) + absencesOf(series),
    marked: marksOf(against, series),
    ...missing(against, series),
  };
  return {
    ...common,
    design: controlled ? 'host control' : 'independent',
    verdict: judge({ ...asked, weighed }),
  };
}

/** The same run with the metric's readings as the view has them, the twin's and the control's, too. */
function viewed({ evidence, key }: Side, view: ContrastOptions['view']): Side {
  if (!view) return { evidence, key };
  const series = new Map(
    [...evidence.series].map(([id, one]) => {
      if (one.metric !== key.metric) return [id, one] as const;
      const readings = one.readings.map(({ reading, ...rest }) => ({
        ...rest,
        reading: reading.outcome === 'value' ? { ...reading, value: view.of(reading.value) } : reading,
      }));
      return [id, { ...one, readings }] as const;
    }),
  );
  return { evidence: { ...evidence, series }, key };
}

function barred(value: Side, reference: Side): { barred?: string } {
  const of = ({ evidence, key }: Side) => barOf(evidence.outcomes.get(key.scenario));
  const theirs = of(reference);
  const bar = of(value) ?? (theirs && `the reference: ${theirs}`);
  return bar === undefined ? {} : { barred: bar };
}

function valuesOf(series: Series | undefined): number[] {
  return (series?.readings ?? []).flatMap(({ reading }) =>
    reading.outcome === 'value' ? [reading.value] : [],
  );
}

function absencesOf(series: Series | undefined): number {
  return (series?.readings ?? []).filter(({ reading }) => reading.outcome !== 'value').length;
}

function marksOf(reference: Series | undefined, value: Series | undefined): Weighed['marked'] {
  const marked = new Map<Mark, { reference: number; value: number }>();
  for (const [side, series] of [['reference', reference] as const, ['value', value] as const])
    for (const { reading } of series?.readings ?? [])
      for (const mark of reading.outcome === 'value' ? reading.marks : []) {
        const counts = marked.get(mark) ?? { reference: 0, value: 0 };
        counts[side]++;
        marked.set(mark, counts);
      }
  return marked;
}

function missing(reference: Series | undefined, value: Series | undefined): { missing?: string } {
  if (valuesOf(value).length === 0) return { missing: `no value (${whyEmpty(value)})` };
  if (valuesOf(reference).length === 0)
    return { missing: `the reference has no value (${whyEmpty(reference)})` };
  return {};
}
