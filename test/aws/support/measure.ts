/**
 * Goes on with a run in S3 as a process of its own: `measure.ts BUCKET RUN GENERATION`. The tools are fake,
 * the store is real; GENERATION tells one process's testbeds from another's.
 */

import { s3Client } from '../../../lib/results/aws-clients.ts';
import { S3Store } from '../../../lib/results/s3-store.ts';
import { runSuite } from '../../../lib/suite/run-suite.ts';
import { fakeProbes } from '../../support/fake-run.ts';
import { FakeTarget } from '../../support/fake-target.ts';

const [bucket = '', runId = '', generation = ''] = process.argv.slice(2);
await using store = await S3Store.open({ client: s3Client(), bucket, runId });
const suite = runSuite({
  run: store.run,
  target: new FakeTarget({ generation, respond: () => ({ stderr: generation }) }),
  store,
  probes: fakeProbes,
  signal: new AbortController().signal,
});
for await (const _event of suite);
