import type { Observed } from '../domain/observation.ts';
import type { Point } from '../domain/point.ts';
import type { Mark, Sample } from '../domain/sample.ts';

/**
 * Above this share of a processor in the application's own code, an HTTP figure at full load describes
 * the application. A datapath's cost shows as the server's system time, not as its user time.
 */
const serverBoundUserShare = 0.5;

/** Adds a mark to every value among the samples. */
export function withMark(samples: readonly Sample[], mark: Mark): Sample[] {
  return samples.map((sample) =>
    sample.outcome === 'value' && !sample.marks?.includes(mark)
      ? { ...sample, marks: [...(sample.marks ?? []), mark] }
      : sample,
  );
}

/** Marks what only the counters around a step can tell. */
export function markByCounters(
  samples: readonly Sample[],
  point: Point,
  observed: Observed,
): readonly Sample[] {
  const user = observed.counters['server.user'];
  if (point.probe !== 'http' || user === undefined) return samples;
  const atFullLoad =
    point.params.qps === 0 ||
    samples.some((sample) => sample.outcome === 'value' && sample.marks?.includes('target-not-reached'));
  return atFullLoad && user > serverBoundUserShare * observed.wallMillis
    ? withMark(samples, 'server-bound')
    : samples;
}
