import { type ListedRun, listRuns, type Progress, type Wanted } from '../../results/list-runs.ts';
import type { Io } from '../io.ts';
import { plainTable } from '../table.ts';
import type { ResultsOptions } from './results-options.ts';
import { onAws } from './session.ts';

const head = ['run', 'scenarios', 'campaign', 'started', 'finished'];

/** Prints a line for each run in the bucket, the newest first; on stderr which cannot be read, and why. */
export async function printRuns(wanted: Wanted, options: ResultsOptions, io: Io): Promise<void> {
  const { bucket, listed } = await onAws(options, async (session) => {
    const where = await session.bucket();
    return { bucket: where.bucket, listed: await listRuns(where, wanted) };
  });
  for (const one of listed) if ('unreadable' in one) io.stderr.write(`${one.unreadable}\n`);
  const rows = listed.flatMap((one) => ('run' in one ? [rowOf(one)] : []));
  if (rows.length === 0) io.stderr.write(`no such run in ${bucket}\n`);
  else io.stdout.write(`${plainTable(head, rows)}\n`);
}

function rowOf({ id, run, progress }: Extract<ListedRun, { run: unknown }>): string[] {
  return [id, run.plan.scenarios.join(','), run.campaign ?? '-', inSeconds(run.createdAt), words(progress)];
}

function words(progress: Progress): string {
  if ('finishedAt' in progress) return inSeconds(progress.finishedAt);
  return `no: ${progress.steps} of ${progress.of} steps`;
}

/** `2026-11-23T10:53:00Z`: one word, so that `awk` counts columns. */
function inSeconds(time: string): string {
  return time.replace(/\.\d+Z$/, 'Z');
}
