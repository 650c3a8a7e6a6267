import type { LeaseTerms } from '../results/s3-lease.ts';

/** Long against the difference of two functions' clocks, short against the wait for one that was killed. */
const seconds = 60;

/** How the handlers of one run take turns. */
export function leaseTerms(holder: string, now: () => number): LeaseTerms {
  return { holder, seconds, now };
}
