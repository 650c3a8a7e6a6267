import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, jest } from '@jest/globals';
import { countedSteps } from '../../lib/domain/journal.ts';
import { stepsOf } from '../../lib/domain/plan.ts';
import { rawPathsOf } from '../../lib/results/run-files.ts';
import { listPaths } from '../../lib/results/s3-objects.ts';
import { S3Store } from '../../lib/results/s3-store.ts';
import { fakeRun } from '../support/fake-run.ts';
import { bucket, describeWithMoto, motoCredentials } from './support/moto.ts';
import { startProxy } from './support/proxy.ts';

jest.setTimeout(120_000);

const run = fakeRun();
const planned = [...stepsOf(run.plan)].map(({ step }) => step.id);
const measureProgram = fileURLToPath(new URL('support/measure.ts', import.meta.url));

/** A process that goes on with the run, by way of an endpoint. */
function measuring(endpoint: string, generation: string) {
  return spawn(process.execPath, [measureProgram, bucket, run.id, generation], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...motoCredentials, AWS_ENDPOINT_URL: endpoint },
  });
}

await describeWithMoto('a writer that is killed while it writes', ({ s3, endpoint }) => {
  const place = () => ({ client: s3(), bucket, runId: run.id });

  it.each([
    ['a record that S3 never got', 'journal', false],
    ['a record that S3 has, without knowing', 'journal', true],
    ['a raw output that S3 never got', 'raw', false],
    ['a raw output that S3 has, without a record', 'raw', true],
  ])('leaves a run that can be completed: %s', async (_name, folder, carriedOut) => {
    await S3Store.create(place(), run);
    const lost = Promise.withResolvers<void>();
    let writes = 0;
    await using proxy = await startProxy(endpoint(), ({ method, url }) => {
      if (method === 'PUT' && url.includes(`/${folder}/`)) writes += 1;
      return writes === 5 ? { kind: 'lost', carriedOut, onLost: lost.resolve } : undefined;
    });
    const killed = measuring(proxy.endpoint, 'g1');
    await lost.promise;
    killed.kill('SIGKILL');
    const [, signal] = await once(killed, 'exit');
    expect(signal).toBe('SIGKILL');

    const left = await (await S3Store.open(place())).records();
    expect(countedSteps(left).size).toBeLessThan(planned.length);
    const [code] = await once(measuring(endpoint(), 'g2'), 'exit');
    expect(code).toBe(0);
    const records = await (await S3Store.open(place())).records();
    expect(records.slice(0, left.length)).toEqual(left);
    expect([...countedSteps(records).keys()].sort()).toEqual([...planned].sort());
    const keys = records.flatMap((one) => (one.type === 'step' ? [`${one.step} ${one.attempt}`] : []));
    expect(new Set(keys).size).toBe(keys.length);
    expect(await listPaths(place(), 'raw/')).toEqual(expect.arrayContaining(rawPathsOf(records)));
  });
});
