import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { expectedAgentStatus } from '../../lib/domain/expected-agent-status.ts';
import { ciliumConfigMismatches, expectedCiliumConfig } from '../../lib/domain/expected-cilium-config.ts';
import { contradictions } from '../../lib/domain/expected-datapath.ts';
import { parseScenario } from '../../lib/domain/scenario.ts';
import { readAgentStatus } from '../../lib/targets/kubernetes/agent-status.ts';
import { testbedOverrides } from '../../testbed/cilium/overrides.ts';
import { cli } from '../support/cli.ts';
import { describeWith } from '../support/needs.ts';
import { type Cluster, type Mode, startCluster, testBed } from './support/test-bed.ts';

const keysOf = (lines: readonly string[]) => lines.map((line) => line.split(/:| is /)[0]).sort();

describeWith('on a real cluster', { bed: await testBed() }, () => {
  describe.each<Mode>(['A', 'B', 'C', 'D', 'E'])('scenario %s', (mode) => {
    const scenario = parseScenario(mode);
    const overrides = testbedOverrides(scenario);
    let cluster: Cluster;
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
    }, 300_000);
  });
});
