import type { MetricId } from '../../domain/metric.ts';
import type { Mark, Sample } from '../../domain/sample.ts';

/** A measured value, in the metric's unit. */
export function reading(metric: MetricId, value: number, marks: readonly Mark[] = []): Sample {
  return marks.length === 0
    ? { metric, outcome: 'value', value }
    : { metric, outcome: 'value', value, marks: [...marks] };
}

/** A metric without a value, and why. */
export function failed(metric: MetricId, reason: string): Sample {
  return { metric, outcome: 'failed', reason };
}

/** A metric that this target cannot show, and why. */
export function skipped(metric: MetricId, reason: string): Sample {
  return { metric, outcome: 'skipped', reason };
}

/** At a fixed rate: the mark of a run that fell short of it. */
export function targetMark(reached: number, asked: number): readonly Mark[] {
  return reached < 0.99 * asked ? ['target-not-reached'] : [];
}

/** The same reason for each of several metrics. */
export function allFailed(metrics: readonly MetricId[], reason: string): readonly Sample[] {
  return metrics.map((metric) => failed(metric, reason));
}
