import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { policyCaseIds } from '../../lib/domain/policy/policy-matrix.ts';
import { stageIds as stages } from '../../lib/domain/stage.ts';
import { readLatest } from '../../lib/results/ssm-index.ts';
import { cli, type Ended } from '../support/cli.ts';
import { callOf } from './support/aws-calls.ts';
import { Benchmark } from './support/benchmark.ts';
import { forTrouble, knownOf, ownFunctions } from './support/least-privilege.ts';
import { bucket, type Cloud, describeWithMoto, motoCredentials } from './support/moto.ts';
import { judgeCalls } from './support/permissions.ts';
import { openSite, type Site } from './support/site.ts';

const minutes = 60_000;

await describeWithMoto("the handlers of a scenario, behind CDK's provider framework", (cloud: Cloud) => {
  let site: Site;
  const deploy = (judge?: Parameters<typeof Benchmark.deploy>[2]) => Benchmark.deploy(site, cloud, judge);

  beforeAll(async () => {
    // The framework logs each event.
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
    site = await openSite();
  }, 3 * minutes);
  afterAll(async () => site?.[Symbol.asyncDispose]());

  it(
    'measure a run from Create to Delete, in parts',
    async () => {
      await using bench = await deploy();
      const begun = await bench.begin();
      expect(begun).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'Begin' });
      const run = { RunId: begun.Data?.RunId ?? '', BegunAt: begun.Data?.BegunAt ?? '' };
      expect(run.RunId).toMatch(/^a-quick-[0-9a-f]{12}$/);
      // From the fifth command on, hardly any time is left in a call: the rest is for the next ones.
      bench.cluster.meanwhile = (count) => {
        if (count % 5 === 0) bench.stage.hurry();
      };
      const outcomes: unknown[] = [];
      for (const stage of stages) {
        const { Status, Data, bytes } = await bench.measure(stage, run);
        const { planned, records, steps } = await bench.counted(run.RunId, stage);
        expect([Status, records, steps]).toEqual(['SUCCESS', planned, planned]);
        expect(bytes).toBeLessThan(4096);
        outcomes.push(Data);
      }
      expect(outcomes).toEqual([
        ...['13', '12', '9', '18', '13'].map((count) => ({ Outcome: 'measured', Done: count, Of: count })),
      ]);
      const tried = await bench.policies(run.RunId);
      expect(tried.map(({ case: id }) => id)).toEqual(policyCaseIds);
      expect(Object.fromEntries(tried.map(({ case: id, observed }) => [id, observed]))).toEqual({
        ...Object.fromEntries(policyCaseIds.map((id) => [id, 'enforced'])),
        ...{ entities: 'not offered', fqdn: 'not offered', 'http-rules': 'not offered' },
        ...{ 'cluster-wide': 'not offered', host: 'not executed' },
      });
      expect(tried.find(({ case: id }) => id === 'entities')?.reason).toBe(
        'the API server knows no CiliumNetworkPolicy',
      );
      expect(bench.cluster.policies()).toEqual([]);
      expect(bench.provider.calls.filter((name) => name === 'Custom::Stage').length).toBeGreaterThan(8);
      const finished = await bench.finish(run);
      expect(finished.Data).toMatchObject({ RunId: run.RunId, Steps: '52' });
      expect(await bench.keys(run.RunId)).toEqual(
        expect.arrayContaining([
          ...['report.html', 'manifest.json', 'run.json'],
          ...tried.flatMap(({ raw }) => raw ?? []),
        ]),
      );
      expect(await readLatest(cloud.ssm(), 'A')).toMatchObject({ run: run.RunId, scenario: 'A' });

      // An update to the same, as of a rollback, measures and writes nothing.
      const [before, measured] = [await bench.keys(run.RunId), bench.cluster.measured.length];
      const update = { RequestType: 'Update', physicalResourceId: 'Stagenetwork' } as const;
      const again = await bench.begin({ RequestType: 'Update', physicalResourceId: 'Begin' });
      expect(again.Data?.RunId).toBe(run.RunId);
      const updated = await bench.measure('network', run, update);
      expect(updated).toMatchObject({ Status: 'SUCCESS', Data: { Outcome: 'finished-before' } });
      expect(await bench.finish(run, { ...update, physicalResourceId: 'Finish' })).toMatchObject({
        Status: 'SUCCESS',
      });
      for (const stage of [...stages].reverse())
        expect(
          await bench.measure(stage, run, { RequestType: 'Delete', physicalResourceId: `Stage${stage}` }),
        ).toMatchObject({
          Status: 'SUCCESS',
        });
      expect([await bench.keys(run.RunId), bench.cluster.measured.length]).toEqual([before, measured]);
      expect(bench.cluster.scaled()).toEqual([]);
      expect(bench.cluster.refused).toEqual([]);
    },
    4 * minutes,
  );

  it(
    'take an event that comes twice, and two calls at once, for one run',
    async () => {
      await using bench = await deploy();
      const begins = await Promise.all([
        bench.begin({ requestId: 'one' }),
        bench.begin({ requestId: 'one' }),
      ]);
      const [first, second] = begins.map(({ Data }) => Data?.RunId ?? '');
      expect(first).toBe(second);
      const run = { RunId: first ?? '', BegunAt: begins[0]?.Data?.BegunAt ?? '' };
      const both = await Promise.all([
        bench.measure('http', run, { requestId: 'two' }),
        bench.measure('http', run, { requestId: 'two' }),
      ]);
      expect(both.map(({ Data }) => Data?.Outcome)).toEqual(['measured', 'measured']);
      const { planned, records, steps } = await bench.counted(run.RunId, 'http');
      expect([records, steps, bench.cluster.mostAtOnce()]).toEqual([planned, planned, 1]);
    },
    3 * minutes,
  );

  it(
    'go on with a run whose function was killed in the middle of a stage',
    async () => {
      await using bench = await deploy();
      const run = await bench.begun();
      bench.cluster.meanwhile = (count) => {
        if (count === 4) bench.stage.kill();
      };
      // To the framework a function that dies has failed. CloudFormation rolls back; the run stays.
      const killed = await bench.measure('dns', run);
      expect(killed).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('SIGKILL') });
      await bench.forgetLeases(run.RunId);
      const next = await bench.measure('dns', run);
      expect(next.Data).toEqual({ Outcome: 'measured', Done: '9', Of: '9' });
      const { planned, records, steps } = await bench.counted(run.RunId, 'dns');
      expect([records, steps]).toEqual([planned, planned]);
    },
    3 * minutes,
  );

  it(
    'try each policy once when their function was killed while one was in force, and remove what it left',
    async () => {
      await using bench = await deploy();
      const run = await bench.begun();
      let left: string[] = [];
      bench.cluster.meanwhile = (count) => {
        if (left.length > 0 || count < 12 || bench.cluster.policies().length === 0) return;
        left = bench.cluster.policies();
        bench.stage.kill();
      };
      expect(await bench.measure('policy', run)).toMatchObject({ Status: 'FAILED' });
      expect(bench.cluster.policies()).toEqual(left);
      expect(left).toHaveLength(1);
      const before = (await bench.policies(run.RunId)).length;
      expect(before).toBeGreaterThan(0);
      await bench.forgetLeases(run.RunId);
      const next = await bench.measure('policy', run);
      expect(next.Data).toEqual({ Outcome: 'measured', Done: '13', Of: '13' });
      const tried = await bench.policies(run.RunId);
      expect(tried.map(({ case: id }) => id)).toEqual(policyCaseIds);
      expect(tried.filter(({ observed }) => observed === 'enforced')).toHaveLength(8);
      expect(bench.cluster.policies()).toEqual([]);
    },
    3 * minutes,
  );

  it(
    'end when the stack is deleted, clean up, and do nothing for a call that comes late',
    async () => {
      await using bench = await deploy();
      const run = await bench.begun();
      let deleting: Promise<unknown> | undefined;
      bench.cluster.meanwhile = (count) => {
        if (count !== 1) return;
        const physicalResourceId = 'Stagescaling';
        deleting = bench.measure('scaling', run, { RequestType: 'Delete', physicalResourceId });
        // The command goes on until nobody waits for it any longer.
        return new Promise(() => undefined);
      };
      const measuring = bench.measure('scaling', run);
      const stopped = await measuring;
      expect(stopped.Data).toMatchObject({
        Outcome: 'stopped',
        Reason: expect.stringMatching(/^stopped: deletion/),
      });
      expect(await deleting).toMatchObject({ Status: 'SUCCESS' });
      expect(bench.cluster.scaled()).toEqual([]);
      const late = bench.provider.waited.find(
        ({ RequestType, ResourceType }) => RequestType === 'Create' && ResourceType === 'Custom::Stage',
      );
      const measured = bench.cluster.measured.length;
      expect(late && (await bench.provider.isComplete(late))).toBe(true);
      expect(bench.cluster.measured.length).toBe(measured);

      // What is deployed after that goes on with the run: nothing of it is lost.
      const begun = await bench.begin();
      const next = await bench.measure('scaling', {
        RunId: run.RunId,
        BegunAt: begun.Data?.BegunAt ?? '',
      });
      expect(next.Data).toMatchObject({ Outcome: 'measured', Done: '18' });
    },
    6 * minutes,
  );

  it(
    'end at the present step when cni-bench stop asks for it, and the deployment goes on to its end',
    async () => {
      await using bench = await deploy();
      const run = await bench.begun('stopped');
      const env = { ...motoCredentials, AWS_ENDPOINT_URL: cloud.endpoint() };
      let asked: Ended | undefined;
      bench.cluster.meanwhile = async (count) => {
        if (count !== 3) return;
        asked = await cli(['stop', '--run', run.RunId, '--bucket', bucket], { env });
        // Whatever the present step still waits for.
        return new Promise(() => undefined);
      };
      const reason = 'stopped: cni-bench stop';
      const [first, ...rest] = stages;
      const stopped = await bench.measure(first ?? '', run);
      expect(asked).toMatchObject({ code: 0, stderr: '' });
      expect(stopped).toMatchObject({ Status: 'SUCCESS', Data: { Outcome: 'stopped', Reason: reason } });
      const measured = bench.cluster.measured.length;
      for (const stage of rest)
        expect((await bench.measure(stage, run)).Data).toEqual({ Outcome: 'stopped', Reason: reason });
      expect(bench.cluster.measured.length).toBe(measured);
      expect(await bench.finish(run)).toMatchObject({ Status: 'SUCCESS', Data: { Steps: '52' } });
      const watched = await cli(['watch', '--run', run.RunId, '--bucket', bucket], { env });
      expect(watched).toMatchObject({ code: 1, stderr: '' });
      expect(watched.stdout).toMatch(
        /\nended at \S+Z, with steps left out since the run was stopped: cni-bench stop: 65 of 65 steps, \d+ without/,
      );
    },
    4 * minutes,
  );

  it(
    'bear an S3 and an API server that are away for a while',
    async () => {
      let away = 0;
      await using bench = await deploy(({ method }) => {
        if (away === 0 || method !== 'PUT') return undefined;
        away -= 1;
        return { kind: 'answer', status: 503, code: 'SlowDown' };
      });
      const run = await bench.begun();
      bench.cluster.meanwhile = (count) => {
        // More than one write is tried, so a call fails and the next one goes on.
        if (count === 3) away = 10;
        if (count === 6) bench.cluster.away = 10;
      };
      const { Status, Reason, Data } = await bench.measure('network', run);
      expect([Status, Reason, Data?.Outcome]).toEqual(['SUCCESS', 'SUCCESS', 'measured']);
      expect([away, bench.cluster.away]).toEqual([0, 0]);
      const store = await bench.store(run.RunId);
      const counts = (await store.records()).filter((record) => record.type === 'step' && record.accepted);
      expect(counts).toHaveLength(13);
    },
    4 * minutes,
  );

  it(
    'say what happened to a run that was not measured in time',
    async () => {
      await using bench = await deploy();
      const run = await bench.begun('unmeasured');
      const finished = await bench.finish(run);
      expect(finished.Data).toMatchObject({ Steps: '52', WithoutValue: '52' });
      const records = await (await bench.store(run.RunId)).records();
      const samples = records.flatMap((record) => (record.type === 'step' ? record.samples : []));
      expect(samples).toContainEqual(
        expect.objectContaining({ outcome: 'skipped', reason: 'the time of its stage was over before it' }),
      );
      const policies = await bench.policies(run.RunId);
      expect(policies.map(({ case: id }) => id)).toEqual(policyCaseIds);
      for (const { observed, reason } of policies)
        expect([observed, reason]).toEqual(['not executed', 'the time of its stage was over before it']);
      expect(records.at(-1)).toMatchObject({ type: 'session', event: 'finished' });
    },
    2 * minutes,
  );

  it('need all that the stack lets them do in the cluster, and nothing else', () => {
    expect(site.rbac.denied).toEqual([]);
    expect(site.rbac.unused).toEqual(forTrouble);
  });

  it('ask nothing of AWS, in trouble either, that their roles do not allow', () => {
    const { template } = site.stack;
    const calls = site.asked.map((asked) => callOf(asked));
    expect(calls.length).toBeGreaterThan(1000);
    expect(judgeCalls(template, ownFunctions(template), calls, knownOf(template)).missing).toEqual([]);
  });

  it('are the assets of the stack, each below 5 MB', async () => {
    const deployed = { bucket: 'b', endpoint: 'https://localhost', certificateAuthority: '' };
    for (const name of ['OnEvent', 'BeginRun', 'Stage', 'FinishRun']) {
      const { file } = site.stack.function(`Benchmark${name}`, deployed);
      expect(basename(dirname(file))).toMatch(/^asset\.[0-9a-f]{64}$/);
      expect((await stat(file)).size).toBeLessThan(5_000_000);
    }
  });
});
