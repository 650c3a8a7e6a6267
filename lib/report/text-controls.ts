import { type MetricId, metric } from '../domain/metric.ts';
import { formatNumber, scaleFor } from './format.ts';
import type { ReportModel } from './model.ts';

/** What a reader needs of a control: the median of the figure that the pods' points are compared by. */
const shown: readonly MetricId[] = ['tcp.throughput', 'rtt.p50', 'connect.p50'];

/**
 * The host's own network beside the pods', one line a scenario: what the hardware gives without any
 * datapath. Scenarios without such a control have no line.
 */
export function controlLines(model: ReportModel): string[] {
  const figures = new Map<string, string[]>();
  for (const { point, lines } of model.breadth) {
    if (model.run.plan.points.find((one) => one.id === point)?.params.via !== 'host') continue;
    for (const line of lines.filter((one) => shown.includes(one.metric)))
      for (const { label, summary } of line.rows) {
        if (!summary) continue;
        const { title, unit } = metric(line.metric);
        const scale = scaleFor(unit, summary.median);
        const text = `${title} ${formatNumber(summary.median, scale)} ${scale.symbol}`;
        figures.set(label, [...(figures.get(label) ?? []), text]);
      }
  }
  return [...figures].map(([label, texts]) => `Host to host, ${label}: ${texts.join('; ')}.`);
}
