import { createHash } from 'node:crypto';
import { z } from 'zod';
import { InputError } from '../domain/input-error.ts';
import { schemaVersion } from '../domain/run.ts';
import { checked, parseJson } from './parse-run.ts';
import { putNew, putOver, readObject, type S3Place, urlOf } from './s3-objects.ts';
import { WrittenByAnother } from './written-by-another.ts';

const objectSchema = z.strictObject({
  /** Below the run: `journal/000001.json`. */
  path: z.string(),
  bytes: z.number().int().nonnegative(),
  /** Of its content, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ManifestObject = z.infer<typeof objectSchema>;

/** `manifest.json`: written last, so a run that has one is finished and whole. */
export const manifestSchema = z.strictObject({
  schemaVersion: z.literal(schemaVersion),
  run: z.string(),
  finishedAt: z.iso.datetime(),
  objects: z.array(objectSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestPath = 'manifest.json';
export const reportPath = 'report.html';

/** What the manifest says of an object with this content. */
export function describeObject(path: string, body: Buffer): ManifestObject {
  return { path, bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') };
}

/**
 * @returns undefined while the run is not finished
 * @throws InputError when it is damaged
 */
export async function readManifest(place: S3Place): Promise<Manifest | undefined> {
  const stored = await readObject(place, manifestPath);
  if (!stored) return undefined;
  const where = urlOf(place, manifestPath);
  return checked(manifestSchema, parseJson(stored.body.toString(), where), where);
}

/**
 * Finishes a run: its report, then the manifest. Both may be replaced, by a newer report or after the run
 * went on; what was measured may not.
 * @param measured `run.json`, the journal and the raw outputs, which are there already
 * @throws WrittenByAnother when somebody else finishes it meanwhile, with another result
 */
export async function finishRun(
  place: S3Place,
  measured: readonly ManifestObject[],
  finishedAt: string,
  report: Buffer,
): Promise<Manifest> {
  await putLast(place, reportPath, report);
  const manifest: Manifest = {
    schemaVersion,
    run: place.runId,
    finishedAt,
    objects: [...measured, describeObject(reportPath, report)],
  };
  await putLast(place, manifestPath, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
  return manifest;
}

async function putLast(place: S3Place, path: string, body: Buffer): Promise<void> {
  const first = await putNew(place, path, body);
  if (first.done) return;
  const second = first.there && (await putOver(place, path, body, first.there.etag));
  if (!second?.done) throw new WrittenByAnother(urlOf(place, path));
}

/** @throws InputError that names the object whose content is not what the manifest says */
export function verifyObject(place: S3Place, expected: ManifestObject, body: Buffer): void {
  const found = describeObject(expected.path, body);
  if (found.sha256 === expected.sha256) return;
  throw new InputError(
    `${urlOf(place, expected.path)}: damaged: its digest is not the one in ${manifestPath}; push the run again, or restore it from its versions`,
  );
}
