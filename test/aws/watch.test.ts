import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { expect, it, jest } from '@jest/globals';
import { execa } from 'execa';
import { runOutput } from '../../lib/domain/aws-names.ts';
import type { JournalRecord } from '../../lib/domain/journal.ts';
import { takeLease } from '../../lib/results/s3-lease.ts';
import { readStop, requestStop } from '../../lib/results/s3-stop.ts';
import { S3Store } from '../../lib/results/s3-store.ts';
import { closeRun } from '../../lib/suite/close-run.ts';
import { startFakeCloudFormation } from '../cli/watch/support/fake-cloudformation.ts';
import { journalOf, stagedRun } from '../cli/watch/support/sights.ts';
import { cli, root } from '../support/cli.ts';
import { fakeProbes } from '../support/fake-run.ts';
import { bucket, describeWithMoto, motoCredentials } from './support/moto.ts';
import { startProxy } from './support/proxy.ts';

// Each command is a process, slow to start on a busy host.
jest.setTimeout(180_000);

const run = { ...stagedRun(), id: 'c-quick-1' };
const begunAt = '2026-01-02T09:31:00.000Z';
const createdAt = '2026-01-02T09:00:00Z';
const creating = { status: 'CREATE_IN_PROGRESS', createdAt } as const;
const properties = { RunId: run.id, BegunAt: begunAt, Stage: 'network' };
const measuring = {
  ...creating,
  events: [{ type: 'Custom::Stage', at: '2026-01-02T09:32:00Z', properties }],
};

/** What fake tools print is of no interest here. */
async function withoutRaw(): Promise<JournalRecord[]> {
  return (await journalOf(run)).map((record) => {
    if (record.type !== 'step') return record;
    const { raw: _raw, ...rest } = record;
    return rest;
  });
}

type Told = { readonly kind: string } & Readonly<Record<string, unknown>>;

/** `cni-bench watch --json`, as a process whose events are read while it runs. */
function watching(args: readonly string[], env: Record<string, string>) {
  const argv = [`${root}/bin/bench.ts`, 'watch', '--json', '--interval', '1', ...args];
  const child = execa(`${root}/node_modules/.bin/node`, argv, { reject: false, stdin: 'ignore', env });
  const told: Told[] = [];
  const lines = child[Symbol.asyncIterator]();
  return {
    told,
    /** Reads on to the next event of this kind. */
    async next(kind: string): Promise<Told> {
      for (let { value, done } = await lines.next(); !done; { value, done } = await lines.next()) {
        const event: Told = JSON.parse(String(value));
        told.push(event);
        if (event.kind === kind) return event;
      }
      throw new Error(`ended without ${kind}: ${JSON.stringify(told)} ${(await child).stderr}`);
    },
    async end() {
      const { exitCode, stderr } = await child;
      return { code: exitCode, stderr };
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await child;
    },
  };
}

await describeWithMoto('watch and stop', ({ s3, endpoint }) => {
  const place = () => ({ client: s3(), bucket, runId: run.id });
  const environment = (cloudFormation: string, url = endpoint()) => ({
    ...motoCredentials,
    AWS_ENDPOINT_URL: url,
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation,
  });
  const append = async (store: S3Store, records: readonly JournalRecord[]) => {
    for (const record of records) await store.append(record);
  };

  it('follow a stack from its creation to the end of its run', async () => {
    const records = await withoutRaw();
    const half = records.findIndex(({ type }) => type === 'step') + 3;
    await using cloudFormation = await startFakeCloudFormation();
    cloudFormation.stacks.set('ScenarioC', creating);
    await using watch = watching(['ScenarioC', '--bucket', bucket], environment(cloudFormation.url));
    expect(await watch.next('stack')).toMatchObject({ stack: 'ScenarioC', status: 'CREATE_IN_PROGRESS' });

    await using store = await S3Store.create(place(), run);
    await takeLease(place(), { holder: 'the test', seconds: 600, now: Date.now });
    await append(store, records.slice(0, half - 2));
    cloudFormation.stacks.set('ScenarioC', measuring);
    const joined = await watch.next('joined');
    expect(joined).toMatchObject({ run: run.id, scenarios: ['C'], done: 1 });

    await append(store, records.slice(half - 2, half));
    expect(await watch.next('step-finished')).toMatchObject({ done: 2, stage: 'network' });
    expect(await watch.next('step-finished')).toMatchObject({ done: 3, stage: 'network' });
    await append(store, records.slice(half));
    expect(await watch.next('stage')).toMatchObject({ stage: 'http' });
    const { finishedAt } = await store.finish('<p>report</p>');
    const end = await watch.next('ended');
    expect(end).toMatchObject({
      outcome: 'finished',
      at: finishedAt,
      done: joined.total,
      total: joined.total,
    });
    expect(await watch.end()).toEqual({ code: 0, stderr: '' });
    expect(watch.told.filter(({ kind }) => kind === 'step-finished')).toHaveLength(Number(joined.total) - 1);
  });

  it('tell of a dead handler, of a stop, and of what was left out', async () => {
    await using cloudFormation = await startFakeCloudFormation();
    cloudFormation.stacks.set('ScenarioC', measuring);
    const env = environment(cloudFormation.url);
    await using store = await S3Store.create(place(), run);
    await takeLease(place(), { holder: 'the dead', seconds: 60, now: () => Date.parse(begunAt) });
    // Of a deployment before this one: nobody obeys it, and nobody is told.
    await requestStop(place(), { at: createdAt.replace('Z', '.000Z'), by: 'an earlier one' });
    await using watch = watching(['ScenarioC', '--bucket', bucket], env);
    expect(await watch.next('idle')).toEqual({ kind: 'idle', since: '2026-01-02T09:32:00.000Z' });
    expect(watch.told.map(({ kind }) => kind)).toEqual(['joined', 'idle']);

    const stop = () => cli(['stop', 'ScenarioC', '--bucket', bucket], { env });
    const asked = await stop();
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    expect(asked.stdout).toMatch(
      /^c-quick-1 is asked to stop: its stage ends with .*\ncdk destroy ScenarioC removes the cluster$/,
    );
    const marker = await readStop(place());
    expect(await watch.next('stop-asked')).toEqual({ kind: 'stop-asked', ...marker });
    const again = await stop();
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain(`c-quick-1 was asked to stop at ${marker?.at} (cni-bench stop): `);
    expect(await readStop(place())).toEqual(marker);

    const left = await closeRun(store, fakeProbes, 'the run was stopped: cni-bench stop');
    await store.finish('<p>report</p>');
    expect(await watch.next('ended')).toMatchObject({ outcome: 'incomplete', withoutValue: left });
    // As many at a time as each look found.
    const told = watch.told.flatMap(({ kind, steps }) => (kind === 'left-out' ? [Number(steps)] : []));
    expect(told.reduce((sum, steps) => sum + steps, 0)).toBe(left);
    expect(await watch.end()).toEqual({ code: 1, stderr: '' });
    const late = await stop();
    expect(late.stdout).toMatch(/^c-quick-1 was finished at \S+Z: there is nothing to stop\n/);
    expect(await readStop(place())).toEqual(marker);
  });

  it('bear credentials that expire, and say so once', async () => {
    let expired = false;
    let refused = 0;
    const refusedOften = Promise.withResolvers<void>();
    await using proxy = await startProxy(endpoint(), () => {
      if (!expired) return undefined;
      refused += 1;
      if (refused === 5) refusedOften.resolve();
      return { kind: 'answer', status: 400, code: 'ExpiredToken' };
    });
    await using cloudFormation = await startFakeCloudFormation();
    cloudFormation.stacks.set('ScenarioC', measuring);
    await using store = await S3Store.create(place(), run);
    await using watch = watching(
      ['ScenarioC', '--bucket', bucket],
      environment(cloudFormation.url, proxy.endpoint),
    );
    await watch.next('joined');
    expired = true;
    expect(await watch.next('trouble')).toMatchObject({
      message: expect.stringMatching(/^AWS: the session has expired: type aws sso login/),
    });
    await refusedOften.promise;
    expired = false;
    await watch.next('trouble-over');
    expect(watch.told.filter(({ kind }) => kind === 'trouble')).toHaveLength(1);
    await append(store, await withoutRaw());
    await store.finish('<p>report</p>');
    expect(await watch.next('ended')).toMatchObject({ outcome: 'finished' });
    // What was seen before the trouble is not told again.
    expect(watch.told.filter(({ kind }) => kind === 'joined')).toHaveLength(1);
    expect((await watch.end()).code).toBe(0);
  });

  it('end when the stack fails', async () => {
    await using cloudFormation = await startFakeCloudFormation();
    cloudFormation.stacks.set('ScenarioC', measuring);
    await S3Store.create(place(), run);
    await using watch = watching(['ScenarioC', '--bucket', bucket], environment(cloudFormation.url));
    await watch.next('joined');
    cloudFormation.stacks.set('ScenarioC', {
      ...creating,
      status: 'ROLLBACK_IN_PROGRESS',
      reason: 'no nodes',
    });
    expect(await watch.next('ended')).toMatchObject({
      outcome: 'stack-failed',
      run: run.id,
      reason: 'ScenarioC is ROLLBACK_IN_PROGRESS: no nodes',
    });
    expect((await watch.end()).code).toBe(1);
  });

  it('find the run of a complete stack, and print for people', async () => {
    const client = new CloudFormationClient({
      endpoint: endpoint(),
      region: motoCredentials.AWS_REGION,
      credentials: { accessKeyId: 'k', secretAccessKey: 's' },
    });
    const TemplateBody = JSON.stringify({
      Resources: {
        Name: { Type: 'AWS::SSM::Parameter', Properties: { Name: 'x', Type: 'String', Value: 'x' } },
      },
      Outputs: { [runOutput]: { Value: run.id } },
    });
    await client.send(new CreateStackCommand({ StackName: 'ScenarioC', TemplateBody }));
    client.destroy();
    await using store = await S3Store.create(place(), run);
    await append(store, await withoutRaw());
    const { finishedAt } = await store.finish('<p>report</p>');
    const env = { ...motoCredentials, AWS_ENDPOINT_URL: endpoint() };
    for (const which of ['ScenarioC', `--run ${run.id}`]) {
      const { code, stdout, stderr } = await cli(`watch ${which} --bucket ${bucket}`.split(' '), { env });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const [first, stages, last, ...more] = stdout.split('\n');
      expect(first).toMatch(/^run c-quick-1 of C, profile quick: (\d+) of \1 steps$/);
      expect(stages).toMatch(/^stages: network (\d+)\/\1, http (\d+)\/\2, scaling (\d+)\/\3$/);
      expect(last).toMatch(
        new RegExp(
          `^finished at ${finishedAt}: (\\d+) of \\1 steps, 0 without a value; s3://results/runs/c-quick-1/$`,
        ),
      );
      expect(more).toEqual([]);
    }
  });

  it.each(['watch', 'stop'])('%s says what is not there, in one line', async (command) => {
    await using cloudFormation = await startFakeCloudFormation();
    const env = environment(cloudFormation.url);
    const refused = async (line: string) => {
      const { code, stdout, stderr } = await cli([command, ...line.split(' ')], { env });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      return stderr;
    };
    expect(await refused('ScenarioC')).toBe(
      'cni-bench: [stack]: there is no ScenarioC in ap-northeast-2: deploy it, or name its region with --region',
    );
    cloudFormation.stacks.set('ScenarioC', { status: 'CREATE_COMPLETE', createdAt });
    expect(await refused('ScenarioC')).toMatch(/^cni-bench: \[stack\]: ScenarioC is CREATE_COMPLETE [^\n]*$/);
    cloudFormation.stacks.set('ScenarioC', measuring);
    expect(await refused('ScenarioC --bucket nowhere')).toMatch(
      /^cni-bench: --bucket: there is no bucket "nowhere": [^\n]*$/,
    );
    expect(await refused('ScenarioC')).toMatch(
      /^cni-bench: --bucket: must be given: SSM in ap-northeast-2 has no [^\n]*$/,
    );
    expect(await refused(`--run no-such --bucket ${bucket}`)).toBe(
      'cni-bench: s3://results/runs/no-such/run.json: no such object',
    );
  });

  it('a stop waits for the benchmark to begin', async () => {
    await using cloudFormation = await startFakeCloudFormation();
    cloudFormation.stacks.set('ScenarioC', creating);
    const env = environment(cloudFormation.url);
    const { code, stderr } = await cli(['stop', 'ScenarioC', '--bucket', bucket], { env });
    expect(code).toBe(2);
    expect(stderr).toBe(
      'cni-bench: [stack]: ScenarioC is CREATE_IN_PROGRESS and has no run: there is nothing to stop',
    );
  });
});
