import { setTimeout as delay } from 'node:timers/promises';
import type { Lease } from '../results/s3-lease.ts';
import { logger } from './telemetry.ts';

export interface HoldOptions {
  readonly everyMillis: number;
  readonly now: () => number;
  /** Why the work shall end; undefined while it may go on. */
  whyStop(): Promise<string | undefined>;
}

/** The right to measure, kept as long as this is not disposed of. */
export interface Hold extends AsyncDisposable {
  /** Aborted when the right is lost, or somebody wants the end. */
  readonly signal: AbortSignal;
}

/**
 * Renews a lease again and again. S3 may be away for a while: as long as the lease has not run out, nobody
 * else can have it.
 */
export function holdLease(first: Lease, { everyMillis, now, whyStop }: HoldOptions): Hold {
  let lease = first;
  const lost = new AbortController();
  const over = new AbortController();
  const watch = async () => {
    while (!over.signal.aborted && !lost.signal.aborted) {
      await delay(everyMillis, undefined, { signal: over.signal }).catch(() => undefined);
      if (over.signal.aborted) return;
      try {
        const why = await whyStop();
        if (why !== undefined) return lost.abort(new Error(why));
        const renewed = await lease.renew();
        if (!renewed.held) return lost.abort(new Error(`${renewed.holder} measures now`));
        lease = renewed;
      } catch (error) {
        logger.warn('the lease could not be renewed', { error: String(error) });
      }
      if (now() >= lease.untilMillis) lost.abort(new Error('the lease ran out'));
    }
  };
  const watching = watch();
  return {
    signal: lost.signal,
    async [Symbol.asyncDispose]() {
      over.abort();
      await watching;
      // When S3 is away it runs out by itself.
      await lease.release().catch(() => undefined);
    },
  };
}
