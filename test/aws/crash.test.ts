import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, jest } from '@jest/globals';
import { countedSteps } from '../../lib/domain/journal.ts';
import { stepsOf } from '../../lib/domain/plan.ts';
import { fetchRun } from '../../lib/results/fetch-run.ts';
import { readManifest } from '../../lib/results/manifest.ts';
import { pushRun } from '../../lib/results/push-run.ts';
import { readRun } from '../../lib/results/read-run.ts';
import { rawPathsOf } from '../../lib/results/run-files.ts';
import { listPaths } from '../../lib/results/s3-objects.ts';
import { S3Store } from '../../lib/results/s3-store.ts';
import { fakeRun } from '../support/fake-run.ts';
import { temporaryFolder } from '../support/folders.ts';
import { filesOf, localRun } from './support/local-run.ts';
import { bucket, describeWithMoto, motoCredentials } from './support/moto.ts';
import { type Asked, type Fate, startProxy } from './support/proxy.ts';

jest.setTimeout(120_000);

const run = fakeRun();
const planned = [...stepsOf(run.plan)].map(({ step }) => step.id);
const measureProgram = fileURLToPath(new URL('support/measure.ts', import.meta.url));
const cliProgram = fileURLToPath(new URL('../../bin/bench.ts', import.meta.url));

function start(endpoint: string, args: readonly string[], cwd?: string) {
  return spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...motoCredentials, AWS_ENDPOINT_URL: endpoint },
  });
}

/** A process that goes on with the run, by way of an endpoint. */
function measuring(endpoint: string, generation: string) {
  return start(endpoint, [measureProgram, bucket, run.id, generation]);
}

async function killWhen(trouble: Promise<void>, child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  await trouble;
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
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
    await killWhen(lost.promise, measuring(proxy.endpoint, 'g1'));

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

await describeWithMoto('a copy that is killed half-way', ({ s3, endpoint }) => {
  const place = () => ({ client: s3(), bucket, runId: run.id });
  const atRequest = (method: string, part: string, number: number) => {
    const lost = Promise.withResolvers<void>();
    let seen = 0;
    const judge = (asked: Asked): Fate | undefined => {
      if (asked.method === method && asked.url.includes(part)) seen += 1;
      return seen >= number ? { kind: 'lost', carriedOut: true, onLost: lost.resolve } : undefined;
    };
    return { lost: lost.promise, judge };
  };

  it.each([
    ['in the raw outputs', '/raw/', 3],
    ['in the journal', '/journal/', 3],
    ['before the manifest', '/report.html', 1],
  ])('to the bucket, %s: is completed by another push', async (_name, part, number) => {
    await using folder = await temporaryFolder();
    const own = await localRun(folder.path);
    const { lost, judge } = atRequest('PUT', part, number);
    await using proxy = await startProxy(endpoint(), judge);
    const args = [cliProgram, 'push', own, '--bucket', bucket];
    await killWhen(lost, start(proxy.endpoint, args));
    expect(await readManifest(place())).toBeUndefined();
    // What is there is the beginning of the log, without a gap.
    const records = await (await S3Store.open(place())).records();
    expect((await readRun(own)).records.slice(0, records.length)).toEqual(records);
    expect(await once(start(endpoint(), args), 'exit')).toEqual([0, null]);
    await fetchRun(place(), join(folder.path, 'there'));
    expect(await filesOf(join(folder.path, 'there', run.id))).toEqual(await filesOf(own));
  });

  it('from the bucket: leaves no run, and is completed by another fetch', async () => {
    await using folder = await temporaryFolder();
    const own = await localRun(folder.path);
    await pushRun(place(), own);
    const { lost, judge } = atRequest('GET', '/raw/', 3);
    await using proxy = await startProxy(endpoint(), judge);
    const args = [cliProgram, 'fetch', run.id, '--bucket', bucket, '--results', 'there'];
    await killWhen(lost, start(proxy.endpoint, args, folder.path));
    const there = join(folder.path, 'there');
    expect(await readdir(there)).not.toContain(run.id);
    expect(await once(start(endpoint(), args, folder.path), 'exit')).toEqual([0, null]);
    expect(await filesOf(join(there, run.id))).toEqual(await filesOf(own));
  });
});
