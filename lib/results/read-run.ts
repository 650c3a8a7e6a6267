import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { InputError } from '../domain/input-error.ts';
import { type JournalRecord, journalRecordSchema } from '../domain/journal.ts';
import { type Run, runSchema, schemaVersion } from '../domain/run.ts';
import { errnoOf } from './errno.ts';

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
  const records = lines.map((line, index) => parseRecord(line, `${path}: line ${index + 1}`));
  const scenarios = new Set(run.plan.scenarios);
  const foreign = records.findIndex((record) => 'scenario' in record && !scenarios.has(record.scenario));
  if (foreign >= 0)
    throw new InputError(`${path}: line ${foreign + 1}: its scenario is not in this run's plan`);
  return { run, records, journalBytes: Buffer.byteLength(whole) };
}

function parseRun(text: string, path: string): Run {
  const json = parseJson(text, path);
  const version =
    typeof json === 'object' && json !== null && 'schemaVersion' in json ? json.schemaVersion : undefined;
  if (typeof version === 'number' && version > schemaVersion)
    throw new InputError(
      `${path}: schemaVersion ${version} is newer than this program reads (${schemaVersion}); update it`,
    );
  return checked(runSchema, json, path);
}

function parseRecord(line: string, where: string): JournalRecord {
  return checked(journalRecordSchema, parseJson(line, where), where);
}

/** @throws InputError */
export function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${where}: not JSON`);
  }
}

/** @throws InputError that names the first field that is wrong */
export function checked<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') || 'the whole';
  throw new InputError(`${where}: ${field}: ${issue?.message ?? 'unreadable'}`);
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
