import type { MetricId } from '../../domain/metric.ts';
import type { GaugeId, Observed } from '../../domain/observation.ts';
import type { Mark, Sample } from '../../domain/sample.ts';
import { failed, reading, skipped } from './reading.ts';

/** Whose processor time is counted: that of everything on the nodes, or of agents alone. */
export type Payer = 'cpu.busy' | 'cni.cpu-seconds' | 'kube-proxy.cpu-seconds';

/**
 * Processor time around a step, for each of `units` that were carried, s. It comes from counters, and is
 * skipped where the target has none.
 */
export function costOf(
  metric: MetricId,
  payer: Payer,
  observed: Observed,
  units: number,
  marks: readonly Mark[] = [],
): Sample {
  const seconds = secondsOf(payer, observed);
  if (seconds === undefined) return skipped(metric, `this target has no ${payer}`);
  // Ticks sample the processors: what did not grow was too short to be seen, or its process began anew.
  if (seconds <= 0) return failed(metric, `${payer} did not grow during the step`);
  return reading(metric, seconds / units, marks);
}

/** Memory when the step ended; skipped where the target has no such gauge. */
export function memoryOf(metric: MetricId, gauge: GaugeId, { counters }: Observed): Sample {
  const bytes = counters[gauge];
  return bytes === undefined ? skipped(metric, `this target has no ${gauge}`) : reading(metric, bytes);
}

/** Without what other programs are known to have used beside it: only their packets in interrupts stay. */
function secondsOf(payer: Payer, { counters }: Observed): number | undefined {
  const used = counters[payer];
  if (used === undefined || payer !== 'cpu.busy') return used;
  const foreign = (counters['cpu.foreign-user'] ?? 0) + (counters['cpu.foreign-system'] ?? 0);
  return (used - foreign) / 1000;
}
