import type { Headline } from './headline.ts';
import { isTwin } from './label.ts';
import { type MetricId, metric } from './metric.ts';
import { pairByBlock } from './pairing.ts';
import { type PlannedHeadline, plannedHeadlines, plannedScalings } from './planned-headline.ts';
import type { Run } from './run.ts';
import { barOf, type ScenarioOutcome } from './scenario-outcome.ts';
import { type Series, type SeriesKey, seriesId } from './series.ts';
import { simultaneousLevel } from './statistics/simultaneous.ts';
import { type Floor, fewestBlocks, floorOf, type Verdict, verdictOf } from './verdict.ts';

/** One difference that was looked at, and what the data say about it. */
export interface Comparison {
  readonly value: SeriesKey;
  readonly reference: SeriesKey;
  /** Set where it was declared beforehand. */
  readonly headline?: Headline;
  readonly verdict: Verdict;
}

/** What was measured, at which point and level. */
type Place = Omit<SeriesKey, 'scenario'>;

/** Everything that the comparisons of one run share. */
export interface Evidence {
  readonly run: Run;
  readonly series: ReadonlyMap<string, Series>;
  readonly outcomes: ReadonlyMap<string, ScenarioOutcome>;
}

/** A stands for what a cluster has without a decision; without A the first scenario of the plan. */
export function baselineOf(run: Run): string | undefined {
  const own = run.plan.scenarios.filter((name) => !isTwin(name));
  return own.includes('A') ? 'A' : own[0];
}

/** The noise floor at one place: the baseline against its twin, where the plan has one. */
export function floorAt({ run, series }: Evidence, place: Place): Floor {
  const baseline = baselineOf(run);
  if (baseline === undefined) return { kind: 'not measured' };
  const at = (scenario: string) => series.get(seriesId({ ...place, scenario }));
  return floorOf(pairByBlock(at(baseline), at(`${baseline}~twin`)));
}

/** What the plan repeats too rarely to be decided takes no part of the error that the family may make. */
function familyLevel(planned: readonly PlannedHeadline[]): number {
  return simultaneousLevel(Math.max(1, planned.filter((entry) => entry.blocks >= fewestBlocks).length));
}

function declaredAt(planned: readonly PlannedHeadline[], place: Place): Headline | undefined {
  return planned.find(
    ({ headline, point, services }) =>
      headline.metric === place.metric && point === place.point && services === place.services,
  )?.headline;
}

function placesOf(series: Iterable<Series>, planned: readonly PlannedHeadline[]): Place[] {
  const places = new Map<string, Place>();
  const add = ({ point, services, metric: id }: Place) =>
    places.set(`${point} ${services} ${id}`, { point, services, metric: id });
  for (const { headline, point, services } of planned) add({ point, services, metric: headline.metric });
  for (const one of series) add(one);
  return [...places.values()];
}

/**
 * Every scenario against the baseline, at the same point and level. The intervals of the headlines hold
 * together for each scenario: a reader who decides between it and the baseline reads exactly these.
 * @param weigh how two series are put in relation: paired by block, unless they are of different runs
 */
export function compareScenarios(
  evidence: Evidence,
  weigh: (asked: Asked) => Comparison = (asked) => compare(evidence, asked),
): Comparison[] {
  const { run, series } = evidence;
  const baseline = baselineOf(run);
  if (baseline === undefined) return [];
  const planned = plannedHeadlines(run.plan);
  const level = familyLevel(planned);
  const others = run.plan.scenarios.filter((name) => name !== baseline && !isTwin(name));
  return placesOf(series.values(), planned).flatMap((place) => {
    const floor = floorAt(evidence, place);
    const headline = declaredAt(planned, place);
    return others
      .filter((scenario) => headline || series.has(seriesId({ ...place, scenario })))
      .map((scenario) =>
        weigh({
          value: { ...place, scenario },
          reference: { ...place, scenario: baseline },
          floor,
          ...(headline ? { headline, level } : {}),
        }),
      );
  });
}

/**
 * Every scenario against itself at the fewest Services, in the same block: what Services cost. The pod's
 * address is no control for this, since with kube-proxy its connections pass the same chain.
 */
export function compareServices(evidence: Evidence): Comparison[] {
  const { run, series } = evidence;
  const planned = plannedScalings(run.plan);
  const level = familyLevel(planned);
  const fewest = new Map<string, SeriesKey>();
  const path = (key: SeriesKey) => `${key.scenario} ${key.point} ${key.metric}`;
  for (const key of series.values()) {
    const known = fewest.get(path(key));
    if (!known || key.services < known.services) fewest.set(path(key), keyOf(key));
  }
  return [...series.values()].flatMap((one): Comparison[] => {
    const reference = fewest.get(path(one));
    if (isTwin(one.scenario) || !reference || reference.services === one.services) return [];
    const headline = declaredAt(planned, one);
    const floor = higher(floorAt(evidence, reference), floorAt(evidence, one));
    return [
      compare(evidence, { value: keyOf(one), reference, floor, ...(headline ? { headline, level } : {}) }),
    ];
  });
}

function keyOf({ scenario, point, services, metric: id }: SeriesKey): SeriesKey {
  return { scenario, point, services, metric: id };
}

/** Of two floors the one that hides more. */
export function higher(one: Floor, other: Floor): Floor {
  if (one.kind === 'not measured') return other;
  return other.kind === 'measured' && other.ratio > one.ratio ? other : one;
}

/** A comparison that is asked for; `level` is that of the headlines, simultaneous. */
export interface Asked {
  readonly value: SeriesKey;
  readonly reference: SeriesKey;
  readonly floor: Floor;
  readonly headline?: Headline;
  readonly level?: number;
}

function compare(
  { series, outcomes }: Evidence,
  { value, reference, floor, headline, level }: Asked,
): Comparison {
  const id: MetricId = value.metric;
  const bar = (key: SeriesKey) => barOf(outcomes.get(key.scenario));
  const referenceBar = bar(reference);
  const barred = bar(value) ?? (referenceBar && `the reference: ${referenceBar}`);
  const verdict = verdictOf({
    metric: metric(id),
    pairing: pairByBlock(series.get(seriesId(reference)), series.get(seriesId(value))),
    floor,
    level: level ?? 0.95,
    standing: headline ? 'headline' : 'descriptive',
    ...(barred === undefined ? {} : { barred }),
  });
  return { value, reference, verdict, ...(headline ? { headline } : {}) };
}
