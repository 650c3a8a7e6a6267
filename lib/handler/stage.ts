import { resourceLimitSeconds, stageResourceSchema } from '../domain/benchmark-resources.ts';
import { readManifest } from '../results/manifest.ts';
import { checked } from '../results/parse-run.ts';
import { takeLease } from '../results/s3-lease.ts';
import { requestStop } from '../results/s3-stop.ts';
import { probes } from '../suite/probes/registry.ts';
import { cleanCluster } from '../targets/kubernetes/clean.ts';
import { cluster } from './cluster.ts';
import { type Call, completing, done, notYet } from './completion.ts';
import { openDeployed } from './deployed-target.ts';
import { leaseTerms } from './lease-terms.ts';
import { measureStage, outcome } from './measure-stage.ts';
import { results } from './results.ts';
import { logger } from './telemetry.ts';

/** What CloudFormation's hour keeps for the way to and from the handler. */
const endSeconds = resourceLimitSeconds - 5 * 60;

function requestOf({ properties }: Call) {
  const { RunId, Stage, BegunAt } = checked(stageResourceSchema, properties, 'the resource');
  return { place: { ...results(), runId: RunId }, stage: Stage, begunMillis: Date.parse(BegunAt) };
}

/** Lambda entry: measures a stage of a run, a part in each call; a deletion ends it and cleans the cluster. */
export const handler = completing({
  carryOut: (call) =>
    measureStage({
      ...requestOf(call),
      call,
      endMillis: call.startedMillis + endSeconds * 1000,
      probes,
      open: async (signal) => openDeployed(await cluster(), signal),
      now: Date.now,
    }),
  async remove(call) {
    const { place, stage } = requestOf(call);
    if (await readManifest(place)) return done();
    await requestStop(place, { at: new Date().toISOString(), by: `deletion of stage ${stage}` });
    const lease = await takeLease(place, leaseTerms(`deletion of stage ${stage}`, Date.now));
    // Whoever measures ends after the running command, or is dead and its lease runs out.
    if (!lease.held) return notYet;
    try {
      const removed = await cleanCluster(await cluster());
      logger.info('cleaned', { removed });
    } finally {
      await lease.release();
    }
    return done();
  },
  patienceSeconds: endSeconds,
  giveUp: (reason) => outcome('out-of-time', { reason }),
});
