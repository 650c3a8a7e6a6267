import { InputError } from '../../domain/input-error.ts';
import { readManifest } from '../../results/manifest.ts';
import { runPath } from '../../results/run-files.ts';
import { readNeeded, type S3Place } from '../../results/s3-objects.ts';
import { readStop, requestStop } from '../../results/s3-stop.ts';
import type { Io } from '../io.ts';
import type { ChosenRun } from './chosen-run.ts';
import { cloudFormationClient, type DeployedRun, deployedRun, noStack } from './deployed-run.ts';
import type { ResultsOptions } from './results-options.ts';
import { onAws } from './session.ts';

/**
 * Asks whoever measures a run to end it, and says what happens next. Nothing happens to a run that is finished,
 * or that was asked before.
 * @throws InputError when there is no such run yet
 */
export async function stopRun(chosen: ChosenRun, options: ResultsOptions, io: Io): Promise<void> {
  await onAws(options, async (session) => {
    const { id, begunAt } = 'run' in chosen ? { id: chosen.run } : await runOf(chosen.stack, options);
    const place = { ...(await session.bucket()), runId: id };
    for (const line of await stop(place, begunAt)) io.stdout.write(`${line}\n`);
    if ('stack' in chosen) io.stdout.write(`cdk destroy ${chosen.stack} removes the cluster\n`);
  });
}

/** @param begunAt a stop that was asked for before was meant for an earlier deployment */
async function stop(place: S3Place, begunAt: string | undefined): Promise<string[]> {
  await readNeeded(place, runPath);
  const manifest = await readManifest(place);
  if (manifest) return [`${place.runId} was finished at ${manifest.finishedAt}: there is nothing to stop`];
  const next =
    'its stage ends with the present step, and the deployment goes on to its end with what there is';
  const before = await readStop(place);
  if (before && begunAt !== undefined && Date.parse(before.at) >= Date.parse(begunAt))
    return [`${place.runId} was asked to stop at ${before.at} (${before.by}): ${next}`];
  // Never before the run was begun, whatever this machine's clock says: that would be for an earlier one.
  const atMillis = Math.max(Date.now(), begunAt === undefined ? 0 : Date.parse(begunAt));
  await requestStop(place, { at: new Date(atMillis).toISOString(), by: 'cni-bench stop' });
  return [`${place.runId} is asked to stop: ${next}`];
}

async function runOf(stack: string, options: ResultsOptions): Promise<NonNullable<DeployedRun['run']>> {
  const client = cloudFormationClient(options);
  try {
    const found = await deployedRun(client, stack);
    if (!found) throw await noStack(client, stack);
    if (found.run) return found.run;
    throw new InputError(`[stack]: ${stack} is ${found.status} and has no run: there is nothing to stop`);
  } finally {
    client.destroy();
  }
}
