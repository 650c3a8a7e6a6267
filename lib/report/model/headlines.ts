import type { Comparison, Evidence } from '../../domain/comparison.ts';
import { floorAt } from '../../domain/comparison.ts';
import { type PlannedHeadline, plannedHeadlines } from '../../domain/planned-headline.ts';
import { type SeriesKey, seriesId } from '../../domain/series.ts';
import type { Floor } from '../../domain/verdict.ts';
import { type Row, rowOf } from './row.ts';

/** One declared figure: every scenario's row, in the plan's order. */
export interface HeadlineSection {
  readonly planned: PlannedHeadline;
  readonly rows: readonly Row[];
  readonly floor: Floor;
}

/** Verdicts by what was compared. */
export function verdictsBySeries(comparisons: readonly Comparison[]): Map<string, Comparison> {
  return new Map(comparisons.map((comparison) => [seriesId(comparison.value), comparison]));
}

/** The declared figures that the plan measures. */
export function headlineSections(evidence: Evidence, comparisons: readonly Comparison[]): HeadlineSection[] {
  const verdicts = verdictsBySeries(comparisons);
  return plannedHeadlines(evidence.run.plan).map((planned) => {
    const place = { point: planned.point, services: planned.services, metric: planned.headline.metric };
    const rows = evidence.run.plan.scenarios.map((scenario) => {
      const key: SeriesKey = { ...place, scenario };
      return rowOf(evidence, key, verdicts.get(seriesId(key))?.verdict);
    });
    return { planned, rows, floor: floorAt(evidence, place) };
  });
}
