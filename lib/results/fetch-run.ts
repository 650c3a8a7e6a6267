import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../domain/input-error.ts';
import { atOnce } from './at-once.ts';
import { errnoOf } from './errno.ts';
import { exists, makeFolders } from './folders.ts';
import { type Manifest, readManifest, verifyObject } from './manifest.ts';
import { parseRun } from './parse-run.ts';
import { rawPathsOf, reportPath, runPath } from './run-files.ts';
import { entryPath, S3Log } from './s3-log.ts';
import { readNeeded, type S3Place, urlOf } from './s3-objects.ts';

export interface Fetched {
  readonly folder: string;
  readonly finished: boolean;
}

/** Where a fetched run will lie. */
export function fetchedFolder(root: string, runId: string): string {
  return join(root, runId);
}

/**
 * Brings a run from a bucket into a folder below `root`, as `FileStore` leaves it: all of it or nothing.
 * Of a finished run every object has to be what its manifest says.
 * @throws InputError that names the object that is missing or damaged, or the folder that is there already
 */
export async function fetchRun(place: S3Place, root: string): Promise<Fetched> {
  const folder = fetchedFolder(root, place.runId);
  if (await exists(folder)) throw hereAlready(folder);
  const manifest = await readManifest(place);
  await makeFolders(root);
  // Beside its place, so that it gets there by renaming.
  const unfinished = join(root, `.${place.runId}.${randomUUID()}`);
  await mkdir(join(unfinished, 'raw'), { recursive: true });
  try {
    await download(place, manifest, unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw ['ENOTEMPTY', 'EEXIST'].includes(errnoOf(error) ?? '') ? hereAlready(folder) : error;
  }
  return { folder, finished: manifest !== undefined };
}

async function download(place: S3Place, manifest: Manifest | undefined, folder: string): Promise<void> {
  const listed = new Map(manifest?.objects.map((object) => [object.path, object]));
  const check = (path: string, body: Buffer): Buffer => {
    const expected = listed.get(path);
    if (expected) verifyObject(place, expected, body);
    listed.delete(path);
    return body;
  };
  const bring = async (path: string) => check(path, await readNeeded(place, path));
  const keep = (path: string, body: Buffer) => writeFile(join(folder, path), body, { flush: true });

  const runBody = await bring(runPath);
  const run = parseRun(runBody.toString(), urlOf(place, runPath));
  if (run.id !== place.runId) throw new InputError(`${urlOf(place, runPath)}: is of another run, ${run.id}`);
  const { entries } = await S3Log.open(place, run);
  const journal = entries.map(({ line }, index) => check(entryPath(index), line));
  const records = entries.map(({ record }) => record);
  await atOnce(rawPathsOf(records), async (path) => keep(path, await bring(path)));
  if (listed.has(reportPath)) await keep(reportPath, await bring(reportPath));
  const [missing] = listed.keys();
  if (missing !== undefined)
    throw new InputError(
      `${urlOf(place, missing)}: missing: the manifest lists it; restore it from its versions`,
    );
  await keep('journal.ndjson', Buffer.concat(journal));
  await keep(runPath, runBody);
}

function hereAlready(folder: string): InputError {
  return new InputError(`${folder}: is here already; remove it to fetch it again`);
}
