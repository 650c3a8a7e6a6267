import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { expectedAgentStatus } from '../../lib/domain/datapath/expected-agent-status.ts';
import {
  ciliumConfigMismatches,
  expectedCiliumConfig,
} from '../../lib/domain/datapath/expected-cilium-config.ts';
import { contradictions } from '../../lib/domain/datapath/expected-datapath.ts';
import { countedSteps } from '../../lib/domain/journal.ts';
import { stepsOf } from '../../lib/domain/plan.ts';
import { parseScenario } from '../../lib/domain/scenario.ts';
import { readRun } from '../../lib/results/read-run.ts';
import { readAgentStatus } from '../../lib/targets/kubernetes/agent-status.ts';
import { testbedOverrides } from '../../testbed/cilium/overrides.ts';
import { cli } from '../support/cli.ts';
import { describeWith } from '../support/needs.ts';
import { type Cluster, type Mode, startCluster, testBed } from './support/test-bed.ts';

/** The test bed's kernel has no fq queues, so its E lacks two tunings. */
const recognisedAs: Readonly<Record<Mode, string>> = {
  A: 'A',
  B: 'B',
  C: 'C',
  D: 'D',
  E: 'E-bandwidth-manager-bbr',
};
/** Everything that quick measures, in one of them; elsewhere what takes seconds. */
const measured: Readonly<Record<Mode, readonly string[]>> = {
  A: ['--only', 'tcp,rtt'],
  B: ['--only', 'tcp,rtt'],
  C: [],
  D: ['--only', 'tcp,rtt'],
  E: ['--only', 'tcp,rtt'],
};

const ours = 'app.kubernetes.io/part-of=eks-cni-bench';
const context = 'kube-testbed';
const results = await mkdtemp(join(tmpdir(), 'cni-bench-cluster-'));
afterAll(() => rm(results, { recursive: true }));

const keysOf = (lines: readonly string[]) => lines.map((line) => line.split(/:| is /)[0]).sort();

describeWith('on a real cluster', { bed: await testBed() }, () => {
  describe.each<Mode>(['A', 'B', 'C', 'D', 'E'])('scenario %s', (mode) => {
    const scenario = parseScenario(mode);
    const overrides = testbedOverrides(scenario);
    let cluster: Cluster;
    const inCluster = () => ({ env: { KUBECONFIG: cluster.kubeconfig } });
    beforeAll(async () => {
      cluster = await startCluster(mode);
    }, 600_000);
    afterAll(async () => cluster?.[Symbol.asyncDispose](), 120_000);

    if (mode !== 'A') {
      it('has the expected cilium-config, but for the keys that the overrides name', async () => {
        const map = await cluster.kubectl('-n', 'kube-system', 'get', 'cm', 'cilium-config', '-o', 'json');
        const found = ciliumConfigMismatches(expectedCiliumConfig(scenario), JSON.parse(map).data);
        expect(keysOf(found)).toEqual(overrides.flatMap(({ contradicts = [] }) => contradicts).sort());
      });

      it('has agents that say what is expected, but for the keys that the overrides name', async () => {
        const pods = await cluster.kubectl(
          ...['-n', 'kube-system', 'get', 'pods', '-l', 'k8s-app=cilium', '-o', 'name'],
        );
        const agents = pods.split('\n');
        expect(agents).toHaveLength(3);
        for (const agent of agents) {
          const status = await cluster.kubectl(
            ...['-n', 'kube-system', 'exec', agent, '-c', 'cilium-agent', '--'],
            ...['cilium-dbg', 'status', '--verbose', '-o', 'json'],
          );
          const found = contradictions(expectedAgentStatus(scenario), readAgentStatus(status));
          expect(keysOf(found)).toEqual(
            overrides.flatMap(({ contradictsStatus = [] }) => contradictsStatus).sort(),
          );
        }
      });
    }

    it('takes the manifests, and every workload becomes ready', async () => {
      const { stdout } = await cli(['manifests', '--scenario', mode]);
      await execa('testbed/kubectl', ['apply', '-f', '-'], { input: stdout });
      const workloads = (await cluster.kubectl('-n', 'bench', 'get', 'deploy,ds', '-o', 'name')).split('\n');
      expect(workloads.length).toBeGreaterThanOrEqual(9);
      for (const workload of workloads)
        await cluster.kubectl('-n', 'bench', 'rollout', 'status', workload, '--timeout=180s');
      await cluster.kubectl('delete', 'namespace', '-l', ours);
    }, 300_000);

    it('is recognised by what it is, not by its labels', async () => {
      if (mode !== 'A') {
        await cluster.kubectl('-n', 'kube-system', 'delete', 'secret', '-l', 'owner=helm');
        for (const object of ['cm/cilium-config', 'ds/cilium'])
          await cluster.kubectl(
            ...['-n', 'kube-system', 'annotate', object],
            ...['meta.helm.sh/release-name-', 'meta.helm.sh/release-namespace-'],
          );
        const label = 'app.kubernetes.io/managed-by-';
        await cluster.kubectl('-n', 'kube-system', 'label', 'cm/cilium-config', 'ds/cilium', label);
      }
      const { code, stdout, stderr } = await cli(['inspect', '--json'], inCluster());
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject({ scenario: recognisedAs[mode] });
    }, 300_000);

    it('is measured whole, and nothing is left', async () => {
      const options = ['--profile', 'quick', '--blocks', '1', ...measured[mode], '--results', results];
      const { code, stderr } = await cli(['run', '--target', 'kube', ...options], inCluster());
      expect({ code, stderr }).toMatchObject({ code: 0 });
      const folder = join(results, (await readdir(results)).sort().at(-1) ?? '');
      const { run, records } = await readRun(folder);
      expect(run.plan.scenarios).toEqual([recognisedAs[mode]]);
      const steps = [...countedSteps(records).values()];
      expect(steps).toHaveLength([...stepsOf(run.plan)].length);
      const absent = steps.filter(({ samples }) => samples.every(({ outcome }) => outcome !== 'value'));
      expect(absent.map(({ step, samples }) => [step, samples])).toEqual([]);
      const left = await cluster.kubectl('get', 'ns,svc,pods,leases', '-A', '-l', ours, '-o', 'name');
      expect(left).toBe('');
      expect((await cli(['clean', '--context', context], inCluster())).stdout).toBe('nothing to remove');
    }, 1_500_000);

    if (mode === 'C')
      it('is told apart by one altered key', async () => {
        const patch = '{"data":{"enable-bbr":"true"}}';
        await cluster.kubectl('-n', 'kube-system', 'patch', 'cm', 'cilium-config', '-p', patch);
        const { code, stdout } = await cli(['inspect'], inCluster());
        expect(code).toBe(1);
        expect(stdout).toContain('nearest is C, but\n  enable-bbr: expected false or absent, found true');
      }, 300_000);
  });
});
