import { relative } from 'node:path';
import { InputError } from '../../domain/input-error.ts';
import { fetchedFolder, fetchRun } from '../../results/fetch-run.ts';
import { exists } from '../../results/folders.ts';
import { listRuns } from '../../results/list-runs.ts';
import type { S3Place } from '../../results/s3-objects.ts';
import { readLatest } from '../../results/ssm-index.ts';
import type { Chosen } from '../commands/fetch.ts';
import type { Io } from '../io.ts';
import type { ResultsOptions } from './results-options.ts';
import { type AwsSession, onAws } from './session.ts';

/**
 * Copies the chosen runs into folders below `root`, and says of each where it is.
 * @throws InputError when there is none, or one of them is damaged
 */
export async function fetchRuns(
  chosen: Chosen,
  root: string,
  options: ResultsOptions,
  io: Io,
): Promise<void> {
  await onAws(options, async (session) => {
    for (const place of await placesOf(session, chosen, options)) {
      // Of a campaign some runs may have been fetched before; a run that was named is expected to be new.
      if (chosen.campaign !== undefined && (await exists(fetchedFolder(root, place.runId)))) {
        io.stderr.write(`${place.runId} is here already\n`);
        continue;
      }
      const { folder, finished } = await fetchRun(place, root);
      const state = finished ? '' : ': not finished';
      io.stdout.write(`fetched ${place.runId} to ${relative(io.cwd, folder)}${state}\n`);
    }
  });
}

async function placesOf(session: AwsSession, chosen: Chosen, options: ResultsOptions): Promise<S3Place[]> {
  const { run, scenario, campaign } = chosen;
  if (scenario !== undefined) {
    const latest = await readLatest(session.ssm, scenario);
    if (!latest)
      throw new InputError(
        `--scenario: SSM names no latest run of ${scenario}; cni-bench ls shows what there is`,
      );
    const bucket = session.bucketNamed(options.bucket ?? latest.results.bucket);
    return [{ ...bucket, runId: latest.run }];
  }
  const bucket = await session.bucket();
  if (run !== undefined) return [{ ...bucket, runId: run }];
  const listed = await listRuns(bucket, campaign === undefined ? {} : { campaign });
  const runs = listed.filter((one) => 'run' in one);
  if (runs.length === 0)
    throw new InputError(
      `--campaign: no run of "${campaign}" in ${bucket.bucket}; cni-bench ls shows what there is`,
    );
  return runs.map(({ id }) => ({ ...bucket, runId: id }));
}
