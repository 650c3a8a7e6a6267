import { runPath } from '../results/run-files.ts';
import { readObject, type S3Place } from '../results/s3-objects.ts';
import { S3Store } from '../results/s3-store.ts';
import { beginRun } from '../suite/begin-run.ts';
import { cluster } from './cluster.ts';
import { type Answer, type Call, completing, done } from './completion.ts';
import { type HeldTarget, openDeployed } from './deployed-target.ts';
import { results } from './results.ts';
import { generator, type RunRequest, runRequestOf } from './run-request.ts';
import { logger } from './telemetry.ts';

/** Time to bring the answer home, ms. */
const reserveMillis = 60_000;

/** Lambda entry: sees to it that the run of a stack is described in S3, once. */
export const handler = completing({
  async carryOut(call) {
    const request = runRequestOf(call.properties);
    return begin(request, { ...results(), runId: request.id }, call, async (signal) =>
      openDeployed(await cluster(), signal),
    );
  },
  patienceSeconds: 20 * 60,
});

/**
 * Writes `run.json` unless it is there, with what the cluster is found to be. Of two that do so at once, the
 * first one's counts.
 */
export async function begin(
  { id, plan }: RunRequest,
  place: S3Place,
  call: Pick<Call, 'startedMillis' | 'remainingMillis'>,
  open: (signal: AbortSignal) => Promise<HeldTarget>,
): Promise<Answer> {
  const answer = done({ RunId: id, BegunAt: new Date(call.startedMillis).toISOString() });
  if (await readObject(place, runPath)) {
    logger.info('the run is there already', { run: id });
    return answer;
  }
  const signal = AbortSignal.timeout(Math.max(0, call.remainingMillis() - reserveMillis));
  await using target = await open(signal);
  const run = { ...(await beginRun(plan, target, generator, signal)), id };
  await using _store = await S3Store.create(place, run);
  logger.info('the run has begun', { run: id });
  return answer;
}
