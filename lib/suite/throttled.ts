import { allowanceIds, type Observed } from '../domain/observation.ts';
import type { Sample } from '../domain/sample.ts';

/** Which limits of the instance held traffic back, and by how much; undefined when none did. */
export function throttledBy(observed: Observed): string | undefined {
  const rises = allowanceIds.flatMap((id) => {
    const rise = observed.counters[id] ?? 0;
    return rise > 0 ? `${id} rose by ${rise}` : [];
  });
  return rises.length === 0 ? undefined : `the instance's network held back: ${rises.join(', ')}`;
}

/**
 * Values from beside an exceeded allowance describe the instance and not the datapath: they become
 * `throttled`. Readings that failed keep their own reason.
 */
export function unlessThrottled(samples: readonly Sample[], observed: Observed): readonly Sample[] {
  const reason = throttledBy(observed);
  if (reason === undefined) return samples;
  return samples.map((sample) =>
    sample.outcome === 'value' ? { metric: sample.metric, outcome: 'throttled', reason } : sample,
  );
}
