import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { checked, parseJson } from './parse-run.ts';
import { putNew, putOver, readObject, type S3Place, type Stored, urlOf, type Written } from './s3-objects.ts';

const leasePath = 'lease.json';

const leaseSchema = z.strictObject({
  /** Who holds it, for people; two callers of one name are two holders. */
  holder: z.string(),
  until: z.iso.datetime(),
  /** Makes every writing of the lease another object, so that its tag tells them apart. */
  nonce: z.string(),
});

export interface LeaseTerms {
  readonly holder: string;
  /** For how long it is taken, and renewed. */
  readonly seconds: number;
  /**
   * The time, ms since the epoch. Holders compare each other's times, so `seconds` has to be long against
   * the difference of their clocks.
   */
  readonly now: () => number;
}

/** Somebody else may measure now. */
export interface HeldByAnother {
  readonly held: false;
  readonly holder: string;
  /** When it can be had unless it is renewed, ms since the epoch. */
  readonly untilMillis: number;
}

/** This caller may measure until then. */
export interface Lease {
  readonly held: true;
  readonly untilMillis: number;
  /** The lease from now on; another's when it ran out and was taken over. The old object is used up. */
  renew(): Promise<Lease | HeldByAnother>;
  /** Lets the next one in at once; nothing when the lease is another's by now. */
  release(): Promise<void>;
}

/**
 * The lease as it stands: who measures, or who did so last where `untilMillis` has passed.
 * @returns undefined where nobody ever took it
 */
export async function readLease(place: S3Place): Promise<Omit<HeldByAnother, 'held'> | undefined> {
  const stored = await readObject(place, leasePath);
  return stored && parseLease(place, stored);
}

/**
 * Takes the right to measure a run: one object, `lease.json`, made or replaced only as it was seen, so of
 * many that try one gets it. A lease that ran out is taken over.
 */
export async function takeLease(place: S3Place, terms: LeaseTerms): Promise<Lease | HeldByAnother> {
  let seen = await readObject(place, leasePath);
  for (;;) {
    const other = seen && heldBy(place, seen, terms.now());
    if (other) return other;
    const { body, untilMillis } = leaseBody(terms, terms.seconds);
    const written: Written = seen
      ? await putOver(place, leasePath, body, seen.etag)
      : await putNew(place, leasePath, body);
    if (written.done) return leaseOf(place, terms, written.etag, untilMillis);
    // Somebody was faster: theirs stands there now, or was removed and the way is free.
    seen = written.there;
  }
}

function leaseOf(place: S3Place, terms: LeaseTerms, etag: string, untilMillis: number): Lease {
  return {
    held: true,
    untilMillis,
    renew: async () => {
      const next = leaseBody(terms, terms.seconds);
      const written = await putOver(place, leasePath, next.body, etag);
      if (written.done) return leaseOf(place, terms, written.etag, next.untilMillis);
      return (written.there && heldBy(place, written.there, -Infinity)) ?? lost(terms.now());
    },
    // Not deleted: S3 deletes whatever stands there, and by now that may be another's lease.
    release: async () => {
      await putOver(place, leasePath, leaseBody(terms, 0).body, etag);
    },
  };
}

function leaseBody({ holder, now }: LeaseTerms, seconds: number) {
  const untilMillis = now() + seconds * 1000;
  const lease = { holder, until: new Date(untilMillis).toISOString(), nonce: randomUUID() };
  return { body: Buffer.from(`${JSON.stringify(lease)}\n`), untilMillis };
}

/** Whose lease it is, unless it has run out. */
function heldBy(place: S3Place, stored: Stored, nowMillis: number): HeldByAnother | undefined {
  const lease = parseLease(place, stored);
  return lease.untilMillis > nowMillis ? { held: false, ...lease } : undefined;
}

function parseLease(place: S3Place, { body }: Stored): Omit<HeldByAnother, 'held'> {
  const where = urlOf(place, leasePath);
  const { holder, until } = checked(leaseSchema, parseJson(body.toString(), where), where);
  return { holder, untilMillis: Date.parse(until) };
}

/** The object was removed by hand: nobody holds the lease, and this caller neither. */
function lost(nowMillis: number): HeldByAnother {
  return { held: false, holder: 'nobody', untilMillis: nowMillis };
}
