import { InputError } from '../../domain/input-error.ts';
import { isTwin } from '../../domain/label.ts';
import { hostControl } from '../../domain/scenario.ts';
import { indexRecordOf } from '../../results/index-record.ts';
import { type Pushed, pushRun } from '../../results/push-run.ts';
import { readRun } from '../../results/read-run.ts';
import { finishedAt } from '../../results/run-files.ts';
import { keyOf, urlOf } from '../../results/s3-objects.ts';
import { writeLatest } from '../../results/ssm-index.ts';
import type { Io } from '../io.ts';
import type { ResultsOptions } from './results-options.ts';
import { type AwsSession, onAws } from './session.ts';

/**
 * Copies a run's folder into the bucket of results, and says what that came to.
 * @param latest also make it the latest of its scenarios
 */
export async function push(folder: string, options: ResultsOptions, latest: boolean, io: Io): Promise<void> {
  if (latest && finishedAt((await readRun(folder)).records) === undefined)
    throw new InputError('--latest: goes only with a finished run');
  await onAws(options, async (session) => {
    const bucket = await session.bucket();
    const pushed = await pushRun(bucket, folder);
    const { run, records, added, finished } = pushed;
    const what = added === 0 ? 'no new records' : `${added} new of ${records.length} records`;
    const state = finished ? 'finished' : 'not finished: push it again when it is';
    io.stdout.write(`pushed to ${urlOf({ ...bucket, runId: run.id }, '')}: ${what}; ${state}\n`);
    if (latest) for (const line of await makeLatest(session, bucket.bucket, pushed)) io.stdout.write(line);
  });
}

async function makeLatest({ ssm }: AwsSession, bucket: string, { run, records }: Pushed): Promise<string[]> {
  const lines: string[] = [];
  for (const scenario of run.plan.scenarios) {
    if (isTwin(scenario) || scenario === hostControl.name) continue;
    const prefix = keyOf({ runId: run.id }, '');
    const record = indexRecordOf(run, records, scenario, { bucket, prefix });
    if (!record) continue;
    const indexed = await writeLatest(ssm, record);
    lines.push(
      indexed.written
        ? `latest of ${scenario}: this run\n`
        : `latest of ${scenario}: remains ${indexed.newer.run}, which is newer\n`,
    );
  }
  return lines;
}
