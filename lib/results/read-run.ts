import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../domain/input-error.ts';
import type { JournalRecord } from '../domain/journal.ts';
import type { Run } from '../domain/run.ts';
import { errnoOf } from './errno.ts';
import { parseRecord, parseRun } from './parse-run.ts';

/** A run as it lies on disk. */
export interface StoredRun {
  readonly run: Run;
  readonly records: readonly JournalRecord[];
  /** Length of the journal without a torn last line, bytes: where the next record belongs. */
  readonly journalBytes: number;
}

/**
 * Reads a run's folder without changing it.
 * @throws InputError with one line: no such run, not one of this program, a newer schema, a damaged line
 */
export async function readRun(folder: string): Promise<StoredRun> {
  const run = parseRun(await readText(join(folder, 'run.json')), join(folder, 'run.json'));
  const path = join(folder, 'journal.ndjson');
  const journal = await readText(path);
  // Every record ends with a newline that is written with it: what follows the last one is torn.
  const whole = journal.slice(0, journal.lastIndexOf('\n') + 1);
  const lines = whole.split('\n').slice(0, -1);
  const records = lines.map((line, index) => parseRecord(line, run, `${path}: line ${index + 1}`));
  return { run, records, journalBytes: Buffer.byteLength(whole) };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = errnoOf(error);
    throw new InputError(
      `${path}: ${code === 'ENOENT' ? 'no such file; is this a run?' : `unreadable (${code})`}`,
    );
  }
}
