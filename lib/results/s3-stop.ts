import { z } from 'zod';
import { checked, parseJson } from './parse-run.ts';
import { putNew, putOver, readObject, type S3Place, urlOf } from './s3-objects.ts';

const stopPath = 'stop.json';

const stopSchema = z.strictObject({
  at: z.iso.datetime(),
  /** Who wants it, for people. */
  by: z.string(),
});
export type Stop = z.infer<typeof stopSchema>;

/**
 * Asks whoever measures a run to end after the running step. It is meant for those that began before this
 * moment: who begins later goes on with the run.
 */
export async function requestStop(place: S3Place, stop: Stop): Promise<void> {
  const body = Buffer.from(`${JSON.stringify(stop)}\n`);
  for (let seen = await readObject(place, stopPath); ; ) {
    const written = seen
      ? await putOver(place, stopPath, body, seen.etag)
      : await putNew(place, stopPath, body);
    if (written.done) return;
    seen = written.there;
  }
}

/** The last request to stop; undefined where there was none. */
export async function readStop(place: S3Place): Promise<Stop | undefined> {
  const stored = await readObject(place, stopPath);
  if (!stored) return undefined;
  const where = urlOf(place, stopPath);
  return checked(stopSchema, parseJson(stored.body.toString(), where), where);
}
