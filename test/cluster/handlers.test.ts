import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { FileSystem } from 'aws-cdk-lib';
import { policyCaseIds } from '../../lib/domain/policy/policy-matrix.ts';
import { fetchRun } from '../../lib/results/fetch-run.ts';
import { requestStop } from '../../lib/results/s3-stop.ts';
import { readLatest } from '../../lib/results/ssm-index.ts';
import { bucket, moto } from '../aws/support/moto.ts';
import { describeWith } from '../support/needs.ts';
import { type DeployedBenchmark, deployBenchmark } from './support/deployed-benchmark.ts';
import { functionNames } from './support/handled-cluster.ts';
import { isFortioLoad, nodeProcesses } from './support/node-processes.ts';
import { measuredOf, rewritten, versionsOf } from './support/run-objects.ts';
import { testBed } from './support/test-bed.ts';
import { until } from './support/until.ts';

/** For what takes half of it on an idle machine. */
const patience = 15 * 60_000;
const scratch = await mkdtemp(join(tmpdir(), 'cni-bench-handlers-'));
afterAll(() => rm(scratch, { recursive: true }));
/** Beside a test bed that may be up already. */
const instance = { name: 'kth', port: 19443, state: join(scratch, 'state') };
/** One block of everything that `quick` measures, as `-c profile=quick -c repetitions=1` deploys it. */
const settings = { Profile: 'quick', Repetitions: '1' };
const needs = { bed: await testBed(), server: await moto() };

describeWith('the handlers on a real cluster', needs, ({ server }) => {
  let bench: DeployedBenchmark;
  let runId = '';
  const measured = () => measuredOf(bench.place, runId);
  const versions = () => versionsOf(bench.place, runId);

  beforeAll(async () => {
    // The framework logs each event.
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
    bench = await deployBenchmark(server, { folder: scratch, instance, settings });
  }, patience);
  afterAll(async () => bench?.[Symbol.asyncDispose](), patience);
  afterEach(() => expect(bench.trouble.isOver).toBe(true));

  /** One level of Services is measured, and the next, of thousands, is made. */
  const hundredsAreMade = async () => (await bench.scaled()).length > 200;
  const stageCalls = () => bench.site.provider.calls.filter((name) => name === 'Custom::Stage').length;

  /** Creates a stage to its end. */
  async function measure(stage: string): Promise<void> {
    const { Status, Data } = await bench.stack.create(stage);
    expect([Status, Data?.Outcome, Data?.Done]).toEqual(['SUCCESS', 'measured', Data?.Of]);
  }

  it('are the assets of the stack', () => {
    for (const name of functionNames) {
      const { endpoint, certificateAuthority } = bench.handled;
      const deployed = { bucket, endpoint, certificateAuthority };
      const folder = dirname(bench.site.stack.function(`Benchmark${name}`, deployed).file);
      expect(basename(folder)).toBe(`asset.${FileSystem.fingerprint(folder)}`);
    }
  });

  it('come in by the access entry of their role, and no further than its group', async () => {
    const [own, other] = [bench.connectionAs('Stage'), bench.connectionAs('FinishRun')];
    const elsewhere = bench.connectionAs('Stage', 'cni-bench-c');
    const name = 'bench';
    const status = (asked: Promise<unknown>) =>
      asked.then(
        () => 200,
        ({ code }) => code,
      );
    expect(await status(own.core.readNamespace({ name }))).toBe(200);
    expect(await status(own.core.listNamespacedSecret({ namespace: name }))).toBe(403);
    expect(await status(own.core.deleteNamespace({ name }))).toBe(403);
    expect(await status(elsewhere.core.readNamespace({ name }))).toBe(401);
    expect(await status(other.core.readNamespace({ name }))).toBe(401);
  });

  it(
    'begin one run where Create comes twice',
    async () => {
      const twice = [1, 2].map(() => bench.stack.create('BeginRun', { requestId: 'one' }));
      const [first, second] = await Promise.all(twice);
      runId = first?.Data?.RunId ?? '';
      expect(runId).toMatch(/^a-quick-[0-9a-f]{12}$/);
      expect(second).toMatchObject({ Status: 'SUCCESS', Data: { RunId: runId } });
    },
    patience,
  );

  it(
    'bear an S3 that answers 503 for a while, and an API server that is restarted',
    async () => {
      let restarting: Promise<void> | undefined;
      const calls = stageCalls();
      // The SDK tries eight times, so a call fails and the next one goes on.
      bench.trouble.atRecord(4, () => {
        bench.trouble.away = 10;
        bench.trouble.atRecord(5, () => {
          restarting = bench.handled.cluster.restart('apiserver');
        });
      });
      await measure('network');
      await restarting;
      expect(stageCalls() - calls).toBeGreaterThan(1);
    },
    patience,
  );

  it(
    'fail where their process is killed in the middle of a command, and roll back',
    async () => {
      const creating = bench.stack.create('http');
      await until(async () => (await nodeProcesses(instance.name)).some(isFortioLoad), creating);
      bench.handled.functions.Stage.kill();
      const Reason = expect.stringContaining('SIGKILL');
      expect(await creating).toMatchObject({ Status: 'FAILED', Reason });
      for (const what of ['http', 'network', 'BeginRun'])
        expect(await bench.stack.remove(what)).toMatchObject({ Status: 'SUCCESS' });
      const before = await versions();
      expect(await bench.late('http')).toBe(true);
      expect(await versions()).toEqual(before);
    },
    patience,
  );

  it(
    'go on with the run when the stack is deployed again, in as many calls as it takes',
    async () => {
      expect(await bench.stack.create('BeginRun')).toMatchObject({ Data: { RunId: runId } });
      const before = (await measured()).records;
      await measure('network');
      expect((await measured()).records).toEqual(before);
      const calls = stageCalls();
      // Hardly any time is left in the call.
      bench.trouble.atRecord(4, bench.handled.functions.Stage.hurry);
      await measure('http');
      expect(stageCalls() - calls).toBe(2);
    },
    patience,
  );

  it(
    'measure once where two calls come at once and an answer of S3 is lost',
    async () => {
      bench.trouble.atRecord(4, () => undefined, { kind: 'unanswered' });
      const both = await Promise.all([1, 2].map(() => bench.stack.create('dns', { requestId: 'two' })));
      expect(both.map(({ Data }) => Data?.Outcome)).toEqual(['measured', 'measured']);
      expect(bench.handled.functions.Stage.processes).toBeGreaterThan(1);
    },
    patience,
  );

  it(
    'end and remove their policy when they are deleted in the middle of a stage',
    async () => {
      const creating = bench.stack.create('policy');
      await until(async () => (await bench.policies()).length > 0, creating);
      const deleting = bench.stack.remove('policy');
      const Reason = 'stopped: deletion of stage policy';
      expect(await creating).toMatchObject({ Data: { Outcome: 'stopped', Reason } });
      expect(await deleting).toMatchObject({ Status: 'SUCCESS' });
      expect(await bench.policies()).toEqual([]);
      expect(await bench.stack.create('BeginRun')).toMatchObject({ Data: { RunId: runId } });
    },
    patience,
  );

  it(
    'end and remove their Services when they are deleted in the middle of a stage',
    async () => {
      const creating = bench.stack.create('scaling');
      await until(hundredsAreMade, creating);
      const deleting = bench.stack.remove('scaling');
      const Reason = 'stopped: deletion of stage scaling';
      expect(await creating).toMatchObject({ Data: { Outcome: 'stopped', Reason } });
      expect(await deleting).toMatchObject({ Status: 'SUCCESS' });
      expect(await bench.scaled()).toEqual([]);
    },
    patience,
  );

  it(
    'go on making Services after an API server that was restarted, until somebody wants the end',
    async () => {
      expect(await bench.stack.create('BeginRun')).toMatchObject({ Data: { RunId: runId } });
      const creating = bench.stack.create('scaling');
      await until(hundredsAreMade, creating);
      await bench.handled.cluster.restart('apiserver');
      const { length } = await bench.scaled();
      await until(async () => (await bench.scaled()).length > length, creating);
      await requestStop({ ...bench.place, runId }, { at: new Date().toISOString(), by: 'somebody' });
      expect(await creating).toMatchObject({ Data: { Outcome: 'stopped', Reason: 'stopped: somebody' } });
      expect(await bench.scaled()).toEqual([]);
    },
    patience,
  );

  it(
    'finish the run',
    async () => {
      expect(await bench.stack.create('policy')).toMatchObject({ Data: { Outcome: 'stopped' } });
      expect(await bench.stack.create('FinishRun')).toMatchObject({ Data: { RunId: runId } });
      expect(await readLatest(bench.ssm, 'A')).toMatchObject({ run: runId, scenario: 'A' });
    },
    patience,
  );

  it(
    'change nothing by an update that rolls back to what is there, by deletion, or by a call after it',
    async () => {
      const before = await versions();
      for (const { id } of bench.stack.resources)
        expect(await bench.stack.update(id)).toMatchObject({ Status: 'SUCCESS' });
      for (const { id } of bench.stack.resources.toReversed())
        expect(await bench.stack.remove(id)).toMatchObject({ Status: 'SUCCESS' });
      expect(await bench.late('scaling')).toBe(true);
      expect(await versions()).toEqual(before);
      expect(await bench.scaled()).toEqual([]);
      expect(await bench.handled.cluster.kubectl('-n', 'bench', 'get', 'leases', '-o', 'name')).toBe('');
    },
    patience,
  );

  it('leave one run behind, with no step lost and none doubled', async () => {
    const { planned, records, counted, ...wrong } = await measured();
    expect(wrong).toEqual({ doubled: [], lost: [], overlapping: [] });
    expect(counted).toHaveLength(planned);
    const left = counted.filter(({ step }) => /^b04-s(?!104)/.test(step));
    expect(left).toHaveLength(16);
    for (const sample of left.flatMap(({ samples }) => samples))
      expect(sample).toMatchObject({ outcome: 'skipped', reason: 'the run was stopped: somebody' });
    const failed = counted.flatMap(({ step, samples }) =>
      samples.flatMap((sample) => (sample.outcome === 'failed' ? `${step}: ${sample.reason}` : [])),
    );
    // What ran when the API server went away, and what began before it was gone.
    const hit = new Set(failed.map((line) => line.split(':')[0]));
    expect(hit.size <= 2 ? [] : failed).toEqual([]);
    const policies = records.flatMap((record) => (record.type === 'policy' ? record.case : []));
    expect(policies).toEqual(policyCaseIds);
    const all = await versions();
    expect(rewritten(all)).toEqual([]);
    expect([...all.keys()].filter((key) => key.startsWith('runs/'))).toEqual([]);
    const sessions = records.flatMap((record) => (record.type === 'session' ? record.event : []));
    expect([sessions.filter((event) => event === 'begun').length, sessions.at(-1)]).toEqual([1, 'finished']);
    // Every object is what the manifest says of it.
    const fetched = await fetchRun({ ...bench.place, runId }, join(scratch, 'fetched'));
    expect(fetched).toMatchObject({ finished: true });
  });

  it('say of the cluster what it is: like A, but for what only EC2 gives', async () => {
    const opened = (await measured()).records.filter(({ type }) => type === 'scenario');
    const onEc2 = { 'what only EC2 gives': expect.stringContaining('aws-node: expected its agents') };
    expect(opened.length).toBeGreaterThan(4);
    for (const record of opened)
      expect(record).toMatchObject({ scenario: 'A', outcome: 'open', mismatches: [], facts: onEc2 });
  });
});
