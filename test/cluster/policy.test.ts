import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { policyCaseIds, policyMatrix } from '../../lib/domain/policy/policy-matrix.ts';
import { isAsExpected, type PolicyRecord } from '../../lib/domain/policy/policy-record.ts';
import { readRun, type StoredRun } from '../../lib/results/read-run.ts';
import { cli, type Ended } from '../support/cli.ts';
import { describeWith } from '../support/needs.ts';
import { policyOutcomes } from './support/policy-outcomes.ts';
import { type Cluster, startCluster, testBed } from './support/test-bed.ts';

describeWith('policies on a real cluster', { bed: await testBed() }, () => {
  describe.each(['A', 'C'] as const)('%s', (mode) => {
    let cluster: Cluster;
    let results: string;
    let ended: Ended;
    let stored: StoredRun;
    let tried: PolicyRecord[];
    beforeAll(async () => {
      results = process.env.POLICY_RESULTS ?? (await mkdtemp(join(tmpdir(), 'policy-')));
      cluster = await startCluster(mode);
      // A run takes a cluster as it finds it, and here it would find one that is still starting.
      if (mode === 'A') await cluster.kubectl('-n', 'kube-system', 'rollout', 'status', 'ds/kube-proxy');
      const args = ['run', '--target', 'kube', '--only', 'policy', '--results', join(results, mode)];
      ended = await cli(args, { env: { KUBECONFIG: cluster.kubeconfig } });
      const [run = 'none'] = await readdir(join(results, mode));
      stored = await readRun(join(results, mode, run));
      tried = stored.records.filter((record) => record.type === 'policy');
    }, 900_000);
    afterAll(async () => {
      if (process.env.POLICY_RESULTS === undefined) await rm(results, { recursive: true, force: true });
      await cluster?.[Symbol.asyncDispose]();
    }, 120_000);

    it('runs the matrix to its end, and shows it', () => {
      expect(ended).toMatchObject({ code: 0 });
      expect(stored.run.plan.scenarios).toEqual([mode]);
      expect(tried.map((record) => record.case)).toEqual(policyCaseIds);
      for (const { title } of Object.values(policyMatrix)) expect(ended.stdout).toContain(title.slice(0, 20));
    });

    it('finds in each case what is expected of such a cluster, with evidence or a reason', () => {
      expect(Object.fromEntries(tried.map((record) => [record.case, record.observed]))).toEqual(
        policyOutcomes[mode],
      );
      for (const record of tried) {
        expect(isAsExpected(record)).not.toBe(false);
        if (record.observed === 'enforced' || record.observed === 'not enforced') {
          expect(record.raw).toBeDefined();
          for (const attempt of record.attempts) expect(attempt.said).not.toBe('');
        } else expect(record.reason).toMatch(/\w/);
      }
    });

    if (mode === 'A') {
      it('has Cilium’s kinds refused by the API server', () => {
        for (const record of tried.filter(({ observed }) => observed === 'not offered'))
          expect(record.reason).toBe(`the API server knows no ${policyMatrix[record.case].kind}`);
      });
    } else {
      it('has a delay of each enforced case, and Hubble’s word that the policy dropped', () => {
        const enforced = tried.filter(({ observed }) => observed === 'enforced');
        for (const { case: id, delays, hubble } of enforced) {
          expect(delays).toHaveLength(policyMatrix[id].times ?? 1);
          expect(hubble).toContainEqual(
            expect.objectContaining({ verdict: 'DROPPED', reason: 'POLICY_DENIED' }),
          );
        }
      });

      it('has HTTP rules refused by the agent, in its words', () => {
        const record = tried.find((one) => one.case === 'http-rules');
        expect(record?.reason).toBe('Cilium: L7 policy is not supported since L7 proxy is not enabled');
      });
    }

    it('leaves nothing behind', async () => {
      const left = await cluster.kubectl(
        ...['get', 'namespaces,networkpolicies', '--all-namespaces', '-o', 'name'],
        ...['-l', 'app.kubernetes.io/part-of=eks-cni-bench'],
      );
      expect(left).toBe('');
      if (mode === 'A') return;
      const own = await cluster.kubectl('get', 'cnp,ccnp', '--all-namespaces', '-o', 'name');
      expect(own).toBe('');
    });
  });
});
