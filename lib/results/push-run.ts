import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../domain/input-error.ts';
import { atOnce } from './at-once.ts';
import { errnoOf } from './errno.ts';
import { describeObject, finishRun, type ManifestObject } from './manifest.ts';
import { readRun, type StoredRun } from './read-run.ts';
import { finishedAt, rawPathsOf, reportPath, runPath } from './run-files.ts';
import { entryPath, type LogEntry, S3Log } from './s3-log.ts';
import { putNew, type S3Bucket, type S3Place, urlOf } from './s3-objects.ts';
import { WrittenByAnother } from './written-by-another.ts';

export interface Pushed extends StoredRun {
  /** How many records were not in the bucket yet. */
  readonly added: number;
  readonly finished: boolean;
}

/**
 * Brings a run's folder into a bucket, byte for byte; what is there already is left alone, so that a push
 * can be repeated, and an unfinished run pushed again when it has gone on. Raw outputs come before the
 * records that name them, the manifest last.
 * @throws InputError when the folder is no whole run, or lacks records that the bucket has
 * @throws WrittenByAnother when another run stands in the bucket under this id
 */
export async function pushRun(bucket: S3Bucket, folder: string): Promise<Pushed> {
  const stored = await readRun(folder);
  const { run, records, journalBytes } = stored;
  const place: S3Place = { ...bucket, runId: run.id };
  const at = finishedAt(records);
  const report = at === undefined ? undefined : await readReport(folder);
  const runBody = await readNamed(folder, runPath);
  const lines = linesOf((await readNamed(folder, 'journal.ndjson')).subarray(0, journalBytes));

  const begun = await putSame(place, runPath, runBody);
  const log = await S3Log.open(place, run);
  refuseOther(place, log.entries, lines);
  const raws = await atOnce(rawPathsOf(records), async (path) =>
    putSame(place, path, await readNamed(folder, path)),
  );
  const added = records.slice(log.entries.length);
  for (const record of added) await log.append({ record, line: lineAt(lines, log.entries.length) });
  if (at !== undefined && report !== undefined) {
    const journal = lines.map((line, index) => describeObject(entryPath(index), line));
    await finishRun(place, [...journal, begun, ...raws], at, report);
  }
  return { ...stored, added: added.length, finished: at !== undefined };
}

/** The log must be how this journal begins: else it is another's, or this folder is behind. */
function refuseOther(place: S3Place, entries: readonly LogEntry[], lines: readonly Buffer[]): void {
  for (const [index, { line }] of entries.entries()) {
    const own = lines[index];
    if (own === undefined)
      throw new InputError(
        `${place.runId}: the bucket has ${entries.length} records of it, this folder ${lines.length}: fetch it instead`,
      );
    if (!own.equals(line)) throw new WrittenByAnother(urlOf(place, entryPath(index)));
  }
}

async function putSame(place: S3Place, path: string, body: Buffer): Promise<ManifestObject> {
  const written = await putNew(place, path, body);
  if (!written.done) throw new WrittenByAnother(urlOf(place, path));
  return describeObject(path, body);
}

/** The lines of a journal, each with its end. */
function linesOf(journal: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < journal.length; ) {
    const end = journal.indexOf('\n', start) + 1;
    lines.push(journal.subarray(start, end));
    start = end;
  }
  return lines;
}

function lineAt(lines: readonly Buffer[], index: number): Buffer {
  const line = lines[index];
  if (line === undefined) throw new Error(`the journal has no line ${index + 1}`);
  return line;
}

function readReport(folder: string): Promise<Buffer> {
  return readNamed(folder, reportPath, `type cni-bench report ${folder}`);
}

async function readNamed(
  folder: string,
  path: string,
  advice = 'a run is pushed whole or not at all',
): Promise<Buffer> {
  const full = join(folder, path);
  return readFile(full).catch((error) => {
    throw new InputError(`${full}: cannot be read (${errnoOf(error)}); ${advice}`);
  });
}
