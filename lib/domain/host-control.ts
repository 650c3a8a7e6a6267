import type { Evidence } from './comparison.ts';
import { pairByBlock } from './pairing.ts';
import { type Series, type SeriesKey, seriesId } from './series.ts';
import { fewestBlocks } from './verdict.ts';

/** A series in the run that holds it. */
export interface Side {
  readonly evidence: Evidence;
  readonly key: SeriesKey;
}

/** Its readings, if it was measured at all. */
export function seriesAt({ evidence, key }: Side): Series | undefined {
  return evidence.series.get(seriesId(key));
}

/** Each block's ratio to the host's own network in that block, where both runs have enough of them. */
export function againstControl(value: Side, reference: Side): [number[], number[]] | undefined {
  const [theirs, ours] = [reference, value].map(relativeToControl);
  return theirs && ours ? [theirs, ours] : undefined;
}

/** Each block of one side as its ratio to the host's own network; undefined where too few blocks have that. */
export function relativeToControl(side: Side): number[] | undefined {
  const { evidence, key } = side;
  const { points } = evidence.run.plan;
  const measured = points.find((point) => point.id === key.point);
  const control = points.find(
    ({ probe, params }) =>
      probe === measured?.probe &&
      params.via === 'host' &&
      Object.entries(measured.params).every(([name, value]) => name === 'via' || params[name] === value),
  );
  if (!control || control.id === key.point) return undefined;
  const series = [...evidence.series.values()].find(
    (one) => one.scenario === key.scenario && one.point === control.id && one.metric === key.metric,
  );
  const { pairs } = pairByBlock(series, seriesAt(side));
  return pairs.length < fewestBlocks ? undefined : pairs.map((pair) => pair.value / pair.reference);
}
