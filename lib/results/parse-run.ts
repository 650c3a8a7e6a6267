import type { z } from 'zod';
import { InputError } from '../domain/input-error.ts';
import { type JournalRecord, journalRecordSchema } from '../domain/journal.ts';
import { type Run, runSchema, schemaVersion } from '../domain/run.ts';

/**
 * Reads `run.json`.
 * @param where names the file or object in messages
 * @throws InputError with one line
 */
export function parseRun(text: string, where: string): Run {
  const json = parseJson(text, where);
  const version =
    typeof json === 'object' && json !== null && 'schemaVersion' in json ? json.schemaVersion : undefined;
  if (typeof version === 'number' && version > schemaVersion)
    throw new InputError(
      `${where}: schemaVersion ${version} is newer than this program reads (${schemaVersion}); update it`,
    );
  return checked(runSchema, json, where);
}

/**
 * Reads one record of the run's journal.
 * @throws InputError with one line; also when the record belongs to another run
 */
export function parseRecord(line: string, run: Run, where: string): JournalRecord {
  const record = checked(journalRecordSchema, parseJson(line, where), where);
  if ('scenario' in record && !run.plan.scenarios.includes(record.scenario))
    throw new InputError(`${where}: its scenario is not in this run's plan`);
  return record;
}

/** @throws InputError when the text is not JSON */
export function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${where}: not JSON`);
  }
}

/** @throws InputError that names the first field at fault */
export function checked<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') || 'the whole';
  throw new InputError(`${where}: ${field}: ${issue?.message ?? 'unreadable'}`);
}
