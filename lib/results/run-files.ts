import type { JournalRecord } from '../domain/journal.ts';
import type { Run } from '../domain/run.ts';
import type { ToolOutput } from '../suite/ports.ts';

/** What every store writes, so that a run has the same bytes wherever it lies. */

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

/** The raw outputs that a journal names. */
export function rawPathsOf(records: readonly JournalRecord[]): string[] {
  return [
    ...new Set(records.flatMap((record) => (record.type === 'step' && record.raw ? [record.raw] : []))),
  ];
}

/** What makes a step record unique in a journal; undefined for records that may repeat. */
export function stepKey(record: JournalRecord): string | undefined {
  return record.type === 'step' ? `step ${record.step}, attempt ${record.attempt}` : undefined;
}

/** When the run was finished; undefined while it is not. */
export function finishedAt(records: readonly JournalRecord[]): string | undefined {
  const last = records.findLast((record) => record.type === 'session');
  return last?.event === 'finished' ? last.at : undefined;
}
