import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { requestStop } from '../../lib/results/s3-stop.ts';
import { readLatest } from '../../lib/results/ssm-index.ts';
import { moto } from '../aws/support/moto.ts';
import type { CloudFormationResponse } from '../aws/support/provider.ts';
import { describeWith } from '../support/needs.ts';
import { type DeployedBenchmark, deployBenchmark } from './support/deployed-benchmark.ts';
import { policyOutcomes } from './support/policy-outcomes.ts';
import { measuredOf, versionsOf } from './support/run-objects.ts';
import { testBed } from './support/test-bed.ts';
import { until } from './support/until.ts';

/** For what takes half of it on an idle machine: a policy that nobody enforces is waited for, each one. */
const patience = 20 * 60_000;
const scratch = await mkdtemp(join(tmpdir(), 'cni-bench-update-'));
afterAll(() => rm(scratch, { recursive: true }));
/** Beside a test bed that may be up already. */
const instance = { name: 'ktu', port: 20443, state: join(scratch, 'state') };
/** The shortest profile. */
const first = { Profile: 'claims', Repetitions: '1' };
/** As `-c run=again` has it. */
const again = { ...first, Run: 'again' };
const needs = { bed: await testBed(), server: await moto() };

describeWith('a stack that is updated, on a real cluster', needs, ({ server }) => {
  let bench: DeployedBenchmark;
  let runId = '';
  let otherId = '';
  const isStage = (what: string) => bench.stack.resource(what).type === 'Custom::Stage';
  const runOf = ({ Data }: CloudFormationResponse) => Data?.RunId ?? '';
  const outcomeOf = ({ Status, Data }: CloudFormationResponse) => [Status, Data?.Outcome];
  const versions = (run: string) => versionsOf(bench.place, run);
  /** The objects of a run by their path, without those of others. */
  const objects = async (run: string) =>
    new Map([...(await versions(run))].filter(([path]) => !path.startsWith('runs/')));

  /** Sends all resources in their order. @returns what the stages came to, and the run that has begun and ended */
  async function deploy(send: (id: string) => Promise<CloudFormationResponse>) {
    const stages: unknown[] = [];
    const runs: string[] = [];
    for (const { id } of bench.stack.resources) {
      const response = await send(id);
      if (isStage(id)) stages.push(outcomeOf(response));
      else runs.push(runOf(response));
    }
    return { stages, runs };
  }

  beforeAll(async () => {
    // The framework logs each event.
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
    bench = await deployBenchmark(server, { folder: scratch, instance, settings: first });
  }, patience);
  afterAll(async () => bench?.[Symbol.asyncDispose](), patience);

  it(
    'measures everything, and tries each policy to its end',
    async () => {
      const { stages, runs } = await deploy((id) => bench.stack.create(id));
      expect(stages).toEqual(stages.map(() => ['SUCCESS', 'measured']));
      runId = runs[0] ?? '';
      expect(runs).toEqual([expect.stringMatching(/^a-claims-[0-9a-f]{12}$/), runId]);
      const { planned, counted, records } = await measuredOf(bench.place, runId);
      expect(counted).toHaveLength(planned);
      const tried = records.filter((record) => record.type === 'policy');
      expect(Object.fromEntries(tried.map((record) => [record.case, record.observed]))).toEqual(
        policyOutcomes.A,
      );
      expect(await bench.policies()).toEqual([]);
    },
    patience,
  );

  it(
    'measures another run when it is updated with another name for it',
    async () => {
      const before = await objects(runId);
      bench.stack.change(again);
      const { stages, runs } = await deploy(async (id) => {
        const updating = bench.stack.update(id);
        if (bench.stack.resource('policy').id === id) {
          // Its policies are tried already; somebody who knows that does not wait for them.
          await until(async () => (await bench.policies()).length > 0, updating);
          const stop = { at: new Date().toISOString(), by: 'somebody' };
          await requestStop({ ...bench.place, runId: otherId }, stop);
        }
        const response = await updating;
        if (bench.stack.resource('BeginRun').id === id) otherId = runOf(response);
        return response;
      });
      expect(otherId).not.toBe(runId);
      expect(runs).toEqual([otherId, otherId]);
      const measured = ['SUCCESS', 'measured'];
      expect(stages).toEqual([measured, measured, measured, measured, ['SUCCESS', 'stopped']]);
      const { planned, counted, doubled, lost, overlapping } = await measuredOf(bench.place, otherId);
      expect({ doubled, lost, overlapping }).toEqual({ doubled: [], lost: [], overlapping: [] });
      expect(counted).toHaveLength(planned);
      expect(await objects(runId)).toEqual(before);
      expect(await readLatest(bench.ssm, 'A')).toMatchObject({ run: otherId });
    },
    patience,
  );

  it(
    'is at its first run again when that is taken back, and measures nothing',
    async () => {
      const before = await versions(runId);
      bench.stack.change(first);
      const { stages, runs } = await deploy((id) => bench.stack.update(id));
      expect(stages).toEqual(stages.map(() => ['SUCCESS', 'finished-before']));
      expect(runs).toEqual([runId, runId]);
      expect(await versions(runId)).toEqual(before);
      // The run that was measured last.
      expect(await readLatest(bench.ssm, 'A')).toMatchObject({ run: otherId });
    },
    patience,
  );

  it(
    'leaves both runs, and nothing on the cluster',
    async () => {
      const before = await versions(runId);
      for (const { id } of bench.stack.resources.toReversed())
        expect(await bench.stack.remove(id)).toMatchObject({ Status: 'SUCCESS' });
      expect(await versions(runId)).toEqual(before);
      expect([await bench.scaled(), await bench.policies()]).toEqual([[], []]);
      expect(await bench.handled.cluster.kubectl('-n', 'bench', 'get', 'leases', '-o', 'name')).toBe('');
    },
    patience,
  );
});
