import { finishRunSchema } from '../domain/benchmark-resources.ts';
import { renderHtml } from '../report/html.ts';
import { buildReport } from '../report/model.ts';
import { ssmClient } from '../results/aws-clients.ts';
import { indexRecordOf } from '../results/index-record.ts';
import { readManifest } from '../results/manifest.ts';
import { checked } from '../results/parse-run.ts';
import { reportPath } from '../results/run-files.ts';
import { takeLease } from '../results/s3-lease.ts';
import { keyOf, type S3Place, urlOf } from '../results/s3-objects.ts';
import { readStop } from '../results/s3-stop.ts';
import { S3Store } from '../results/s3-store.ts';
import { writeLatest } from '../results/ssm-index.ts';
import { closeRun } from '../suite/close-run.ts';
import { probes } from '../suite/probes/registry.ts';
import { type Answer, completing, done, notYet } from './completion.ts';
import { leaseTerms } from './lease-terms.ts';
import { results } from './results.ts';
import { logger } from './telemetry.ts';

const ssm = ssmClient();

/** Lambda entry: ends a run whatever became of its stages: report, manifest, and what is the latest. */
export const handler = completing({
  carryOut(call) {
    const { RunId } = checked(finishRunSchema, call.properties, 'the resource');
    return finish({ ...results(), runId: RunId }, call.requestId);
  },
  patienceSeconds: 20 * 60,
});

async function finish(place: S3Place, requestId: string): Promise<Answer> {
  if (!(await readManifest(place))) {
    const lease = await takeLease(place, leaseTerms(`the end of the run, request ${requestId}`, Date.now));
    if (!lease.held) return notYet;
    try {
      await writeEnd(place);
    } finally {
      await lease.release();
    }
  }
  await using store = await S3Store.open(place);
  const { run } = store;
  const [scenario = ''] = run.plan.scenarios;
  const where = { bucket: place.bucket, prefix: keyOf(place, '') };
  const record = indexRecordOf(run, await store.records(), scenario, where);
  if (!record) throw new Error(`${run.id} has a manifest and is not finished`);
  const indexed = await writeLatest(ssm, record);
  logger.info('the run is finished', { run: run.id, latest: indexed.written });
  const { steps, withoutValue } = record.validity;
  return done({
    RunId: run.id,
    Report: urlOf(place, reportPath),
    Steps: String(steps),
    WithoutValue: String(withoutValue),
  });
}

async function writeEnd(place: S3Place): Promise<void> {
  await using store = await S3Store.open(place);
  const stop = await readStop(place);
  const reason = stop ? `the run was stopped: ${stop.by}` : 'the time of its stage was over before it';
  const left = await closeRun(store, probes, reason);
  if (left > 0) logger.warn('steps or policies were left out', { left, reason });
  await store.finish(renderHtml(buildReport(store.run, await store.records())));
}
