import type { Comparison, Evidence } from '../../domain/comparison.ts';
import {
  type CostItem,
  type CostItemId,
  costItems,
  type SharePrices,
  sharePricesFor,
  usdPerMonth,
} from '../../domain/cost/datapath-cost.ts';
import { isTwin } from '../../domain/label.ts';
import { seriesId } from '../../domain/series.ts';
import { verdictsBySeries } from './headlines.ts';
import { type Row, rowOf } from './row.ts';

/** What a scenario costs by one item; without `usd` nothing was measured. */
export interface CostCell {
  readonly row: Row;
  /** USD a month: the median, and its interval from six blocks on. */
  readonly usd?: { readonly median: number; readonly low?: number; readonly high?: number };
}

export interface CostLine {
  readonly item: CostItem & { readonly id: CostItemId };
  readonly cells: readonly CostCell[];
}

/** Measured cost at dated prices; `lines` holds what any scenario has a value of. */
export interface CostSection {
  readonly prices: SharePrices;
  readonly lines: readonly CostLine[];
}

/** Prices the processor time and the memory of every scenario but twins. */
export function costSection(evidence: Evidence, comparisons: readonly Comparison[]): CostSection {
  const { run } = evidence;
  const prices = sharePricesFor(run);
  const verdicts = verdictsBySeries(comparisons);
  const scenarios = run.plan.scenarios.filter((name) => !isTwin(name));
  const lines = costItems.flatMap((item): CostLine[] => {
    const wanted = Object.entries(item.params);
    const point = run.plan.points.find(
      ({ probe, params }) => probe === item.probe && wanted.every(([name, value]) => params[name] === value),
    );
    if (!point) return [];
    const ofItem = [...evidence.series.values()].filter(
      (one) => one.point === point.id && one.metric === item.metric,
    );
    const services = Math.min(...ofItem.map((one) => one.services));
    const cells = scenarios.map((scenario) => {
      const key = { scenario, point: point.id, services, metric: item.metric };
      return priced(item, rowOf(evidence, key, verdicts.get(seriesId(key))?.verdict), prices);
    });
    return cells.some(({ usd }) => usd) ? [{ item, cells }] : [];
  });
  return { prices, lines };
}

function priced(item: CostItem, row: Row, prices: SharePrices): CostCell {
  if (!row.summary) return { row };
  const { median, interval } = row.summary;
  const usd = (value: number) => usdPerMonth(item, value, prices);
  const bounds = interval.ok ? { low: usd(interval.figure.low), high: usd(interval.figure.high) } : {};
  return { row, usd: { median: usd(median), ...bounds } };
}
