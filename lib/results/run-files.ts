import { InputError } from '../domain/input-error.ts';
import type { JournalRecord } from '../domain/journal.ts';
import type { Run } from '../domain/run.ts';
import type { ToolOutput } from '../suite/ports.ts';

/** What every store writes, so that a run has the same bytes wherever it lies. */

/** In a folder and in a bucket alike. */
export const runPath = 'run.json';
export const reportPath = 'report.html';

export function runText(run: Run): string {
  return `${JSON.stringify(run, null, 1)}\n`;
}

/** One line of the journal, with its end. */
export function recordText(record: JournalRecord): string {
  return `${JSON.stringify(record)}\n`;
}

export function rawText(outputs: readonly ToolOutput[]): string {
  return `${JSON.stringify(outputs, null, 1)}\n`;
}

/** Where the raw output of a step lies below the run. */
export function rawPath(step: string, attempt: number): string {
  return attempt === 1 ? `raw/${step}.json` : `raw/${step}.attempt-${attempt}.json`;
}

/**
 * The raw outputs that a journal names.
 * @throws InputError when a name leads elsewhere than into `raw/`
 */
export function rawPathsOf(records: readonly JournalRecord[]): string[] {
  const paths = records.flatMap((record) =>
    (record.type === 'step' || record.type === 'policy') && record.raw ? [record.raw] : [],
  );
  const foreign = paths.find((path) => !/^raw\/[^/\\\0]+\.json$/.test(path));
  if (foreign !== undefined) throw new InputError(`${foreign}: not a name that a raw output may have`);
  return [...new Set(paths)];
}

/** What makes the record of a step or a policy unique in a journal; undefined for records that may repeat. */
export function stepKey(record: JournalRecord): string | undefined {
  if (record.type === 'policy') return `policy ${record.case} of ${record.scenario}`;
  return record.type === 'step' ? `step ${record.step}, attempt ${record.attempt}` : undefined;
}

/** When the run was finished; undefined while it is not. */
export function finishedAt(records: readonly JournalRecord[]): string | undefined {
  const last = records.findLast((record) => record.type === 'session');
  return last?.event === 'finished' ? last.at : undefined;
}
