import { stringify } from 'csv-stringify/sync';
import { metric } from '../../domain/metric.ts';
import type { CostLine } from '../model/costs.ts';
import type { PolicyRow } from '../model/policy.ts';
import type { Row } from '../model/row.ts';
import type { ReportModel } from '../model.ts';
import { evidenceOf } from '../text-policy.ts';

/**
 * The columns; figures are in the metric's stored unit, unrounded. Empty: there is none. A policy is a line of
 * the point `policy` with its case as the metric; of what has a price USD a month stand in for its figures.
 */
export const csvColumns = [
  ...['scenario', 'label', 'point', 'services', 'metric', 'unit', 'n'],
  ...['median', 'low', 'high', 'min', 'max', 'variation'],
  ...['ratio', 'ratio_low', 'ratio_high', 'verdict', 'standing', 'absence', 'reason', 'marks', 'raw'],
  ...['expected', 'observed', 'evidence'],
] as const;

function record({ key, label, summary, verdict, absent, dots }: Row): Record<string, string | number> {
  const interval = summary?.interval.ok ? summary.interval.figure : undefined;
  const marks = [...new Set(dots.flatMap((dot) => dot.marks))];
  return {
    ...key,
    label,
    unit: metric(key.metric).unit,
    n: summary?.n ?? 0,
    median: summary?.median ?? '',
    low: interval?.low ?? '',
    high: interval?.high ?? '',
    min: summary?.min ?? '',
    max: summary?.max ?? '',
    variation: summary?.variation.ok ? summary.variation.figure : '',
    ratio: verdict?.interval?.ratio ?? '',
    ratio_low: verdict?.interval?.low ?? '',
    ratio_high: verdict?.interval?.high ?? '',
    verdict: verdict?.outcome.kind ?? '',
    standing: verdict?.standing ?? '',
    absence: absent?.kind ?? '',
    reason: (verdict?.outcome.kind === 'not compared' ? verdict.outcome.reason : absent?.reason) ?? '',
    marks: marks.join(' '),
    raw: dots.flatMap(({ raw }) => raw ?? []).join(' '),
  };
}

function policy({ case: metric, label, record: tried }: PolicyRow): Record<string, string>[] {
  if (!tried) return [];
  const { scenario, expected, observed, raw = '' } = tried;
  return [{ scenario, label, point: 'policy', metric, raw, expected, observed, evidence: evidenceOf(tried) }];
}

function cost({ item, cells }: CostLine): Record<string, string | number>[] {
  return cells.flatMap(({ row: { key, label, summary }, usd }) =>
    usd && summary
      ? [{ ...key, label, metric: `usd-per-month.${item.id}`, unit: 'USD/month', n: summary.n, ...usd }]
      : [],
  );
}

/**
 * Everything measured, a line for each metric of each scenario at each point and number of Services; then what
 * has a price, and every policy tried.
 */
export function renderCsv({ breadth, costs, policy: { rows: policies } }: ReportModel): string {
  const rows = breadth.flatMap((section) => section.lines.flatMap((line) => line.rows));
  return stringify([...rows.map(record), ...costs.lines.flatMap(cost), ...policies.flatMap(policy)], {
    header: true,
    columns: [...csvColumns],
  });
}
