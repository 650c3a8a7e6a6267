import type { Comparison, Evidence } from '../../domain/comparison.ts';
import { isTwin } from '../../domain/label.ts';
import { type MetricId, metricIds } from '../../domain/metric.ts';
import type { Point } from '../../domain/point.ts';
import { seriesId } from '../../domain/series.ts';
import { verdictsBySeries } from './headlines.ts';
import { type Row, rowOf } from './row.ts';

/** One metric at one level, a row for every scenario of the plan but twins. */
export interface BreadthLine {
  readonly metric: MetricId;
  readonly services: number;
  readonly rows: readonly Row[];
}

/** Everything that was read at one point. */
export interface BreadthSection {
  readonly point: string;
  /** Absent for what the suite reads without a point of the plan: the programming of Services. */
  readonly planned?: Point;
  readonly lines: readonly BreadthLine[];
}

/** Sorts all series by point, in the order of the plan, the scenarios side by side. */
export function breadthOf(evidence: Evidence, comparisons: readonly Comparison[]): BreadthSection[] {
  const verdicts = verdictsBySeries(comparisons);
  const scenarios = evidence.run.plan.scenarios.filter((name) => !isTwin(name));
  const byPoint = new Map<string, Map<string, { metric: MetricId; services: number }>>();
  for (const { point, metric, services } of evidence.series.values()) {
    const lines = byPoint.get(point) ?? new Map<string, { metric: MetricId; services: number }>();
    byPoint.set(point, lines.set(`${metric} ${services}`, { metric, services }));
  }
  const order = [...evidence.run.plan.points.map((point) => point.id), ...byPoint.keys()];
  return [...new Set(order)].flatMap((point): BreadthSection[] => {
    const lines = byPoint.get(point);
    if (!lines) return [];
    const sorted = [...lines.values()].sort(
      (a, b) => a.services - b.services || metricIds.indexOf(a.metric) - metricIds.indexOf(b.metric),
    );
    const withRows = sorted.map(({ metric, services }): BreadthLine => {
      const rows = scenarios.map((scenario) => {
        const key = { scenario, point, services, metric };
        return rowOf(evidence, key, verdicts.get(seriesId(key))?.verdict);
      });
      return { metric, services, rows };
    });
    const planned = evidence.run.plan.points.find(({ id }) => id === point);
    return [{ point, ...(planned ? { planned } : {}), lines: withRows }];
  });
}
