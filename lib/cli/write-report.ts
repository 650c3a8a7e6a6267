import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Comparison } from '../domain/comparison.ts';
import { InputError } from '../domain/input-error.ts';
import type { JournalRecord } from '../domain/journal.ts';
import type { Run } from '../domain/run.ts';
import { renderHtml } from '../report/html.ts';
import type { PolicySection } from '../report/model/policy.ts';
import { buildReport } from '../report/model.ts';
import { renderText, type TextOptions } from '../report/text.ts';

export interface WrittenReport {
  /** The page. */
  readonly path: string;
  /** The table for a terminal. */
  text(options: TextOptions): string;
  readonly comparisons: readonly Comparison[];
  readonly policy: PolicySection;
}

/**
 * Draws the report of a run and writes `report.html` into its folder, whole or not at all.
 * @throws InputError when it cannot be written there
 */
export async function writeReport(
  run: Run,
  records: readonly JournalRecord[],
  folder: string,
): Promise<WrittenReport> {
  const model = buildReport(run, records);
  const path = join(folder, 'report.html');
  const unfinished = `${path}.tmp`;
  try {
    await writeFile(unfinished, renderHtml(model));
    await rename(unfinished, path);
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new InputError(`${path}: cannot be written (${error.code})`);
    throw error;
  }
  const { comparisons, policy } = model;
  return { path, text: (options) => renderText(model, options), comparisons, policy };
}
