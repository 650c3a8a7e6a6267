import { access, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Comparison } from '../domain/comparison.ts';
import { InputError } from '../domain/input-error.ts';
import type { JournalRecord } from '../domain/journal.ts';
import type { Run } from '../domain/run.ts';
import { buildCampaign, type Told } from '../report/campaign.ts';
import type { Language } from '../report/locale/words.ts';
import type { PolicySection } from '../report/model/policy.ts';
import type { ReportModel } from '../report/model.ts';
import { redact } from '../report/redact.ts';
import { relocate } from '../report/relocate.ts';
import { renderText, type TextOptions } from '../report/text.ts';
import { readCalls } from '../results/read-calls.ts';
import type { ReportFormat } from './report-formats.ts';

export interface WrittenReport {
  /** The page, or what else was asked for. */
  readonly path: string;
  /** The table for a terminal. */
  text(options: TextOptions): string;
  readonly comparisons: readonly Comparison[];
  readonly policy: PolicySection;
}

/** A run and the folder that it was read from. */
export interface Placed extends Told {
  readonly folder: string;
}

export interface WriteOptions {
  readonly path: string;
  readonly format: ReportFormat;
  /** Of Markdown and MDX; HTML has both. */
  readonly language: Language;
  readonly redact: boolean;
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
  const path = join(folder, 'report.html');
  return writeReports([{ run, records, folder }], { path, format: 'html', language: 'en', redact: false });
}

/**
 * Draws one report of a run or of several and writes it, whole or not at all.
 * @throws InputError when the runs do not belong together, or when it cannot be written
 */
export async function writeReports(
  runs: readonly Placed[],
  { path, format, language, redact: redacted }: WriteOptions,
): Promise<WrittenReport> {
  const told = runs.map((one) => (redacted ? redact(one) : relocate(one, prefixOf(one.folder, path))));
  const calls = await Promise.all(runs.map(({ folder, run, records }) => readCalls(folder, run, records)));
  const lies = await Promise.all(runs.map(({ folder }) => exists(join(folder, 'raw'))));
  const model = buildCampaign(told, {
    redacted,
    rawLies: lies.every(Boolean),
    calls: new Map(calls.flatMap((ofOne) => [...ofOne])),
  });
  await writeWhole(path, await render(model, format, language));
  const { comparisons, policy } = model;
  return { path, text: (options) => renderText(model, options), comparisons, policy };
}

/** Only who wants a format waits for what draws it. */
async function render(model: ReportModel, format: ReportFormat, language: Language): Promise<string> {
  if (format === 'html') return (await import('../report/html.ts')).renderHtml(model);
  if (format === 'csv') return (await import('../report/export/csv.ts')).renderCsv(model);
  const { renderMarkdown } = await import('../report/export/markdown.ts');
  return renderMarkdown(model, language, format === 'mdx');
}

async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.tmp`;
  try {
    await writeFile(unfinished, text);
    await rename(unfinished, path);
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new InputError(`${path}: cannot be written (${error.code})`);
    throw error;
  }
}

function prefixOf(folder: string, path: string): string {
  return relative(dirname(path), folder).split(sep).join('/');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
