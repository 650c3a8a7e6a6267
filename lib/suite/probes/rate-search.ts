/** Loss up to here still counts as none: what RFC 2544 calls throughput allows zero, hosts do not. */
export const lossLimitPercent = 0.1;

/** One attempt at a rate. The unit is the caller's (bit/s, queries/s). */
export interface Trial {
  /** Absent: as fast as the sender could. */
  readonly asked?: number;
  /** What the sender sent. */
  readonly offered: number;
  /** What arrived. */
  readonly carried: number;
  readonly lossPercent: number;
}

export interface SearchLimits {
  readonly maxTrials: number;
  /** The search is over when the lowest lossy rate is at most this many times the highest clean one. */
  readonly settledRatio: number;
}

export type SearchResult<T extends Trial> =
  | { readonly found: true; readonly best: T; readonly senderLimited: boolean }
  | { readonly found: false; readonly lowestLossy: number; readonly highestClean: number | undefined };

const passes = (trial: Trial) => trial.lossPercent < lossLimitPercent;

/** The sender gave its most, or visibly less than asked, and all of it arrived. */
const isSenderLimited = (trial: Trial) =>
  passes(trial) && (trial.asked === undefined || trial.offered < 0.98 * trial.asked);

function bracket<T extends Trial>(trials: readonly T[]) {
  const lowestLossy = Math.min(
    ...trials.filter((trial) => !passes(trial)).map((trial) => trial.offered),
    Number.POSITIVE_INFINITY,
  );
  const clean = trials
    .filter((trial) => passes(trial) && trial.offered < lowestLossy)
    .toSorted((one, other) => other.offered - one.offered);
  return { lowestLossy, best: clean[0] };
}

/**
 * The rate to try next: 'unlimited' first, to learn the sender's ceiling and, by what arrives of it, a
 * guess at the path's; then a bisection in ratios from that guess on. It tries the lowest rate that
 * leaves the remaining trials able to settle the part above it, and where that part is too wide, the
 * highest that leaves them able to settle the part below. Undefined when the search is over.
 */
export function nextRate(trials: readonly Trial[], limits: SearchLimits): number | 'unlimited' | undefined {
  const last = trials.at(-1);
  if (!last) return 'unlimited';
  const { best, lowestLossy } = bracket(trials);
  if (isSenderLimited(last) || trials.length >= limits.maxTrials) return undefined;
  if (!best) {
    // What arrived of an overload is near the path's capacity, or above it.
    if (trials.length === 1) return last.carried;
    return lowestLossy / reachOf(trials, limits);
  }
  const low = best.offered;
  if (lowestLossy / low <= limits.settledRatio) return undefined;
  const reach = reachOf(trials, limits);
  return Math.min(low * reach, Math.max(low * stepOf(limits), lowestLossy / reach));
}

/** What the trials found. Not settled within the trials, or nothing clean: no figure. */
export function resultOf<T extends Trial>(trials: readonly T[], limits: SearchLimits): SearchResult<T> {
  const { best, lowestLossy } = bracket(trials);
  if (best && isSenderLimited(best)) return { found: true, best, senderLimited: true };
  if (best && lowestLossy / best.offered <= limits.settledRatio)
    return { found: true, best, senderLimited: false };
  return { found: false, lowestLossy, highestClean: best?.offered };
}

/** Steps a little finer than the goal, since a sender does not hit a rate exactly. */
const stepOf = (limits: SearchLimits) => 1 + (limits.settledRatio - 1) * 0.8;

/** The widest bracket that the trials after the next one can bring down to one step. */
function reachOf(trials: readonly Trial[], limits: SearchLimits): number {
  return stepOf(limits) ** (2 ** (limits.maxTrials - trials.length - 1));
}
