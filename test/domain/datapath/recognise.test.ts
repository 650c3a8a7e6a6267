import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import type { ClusterFacts } from '../../../lib/domain/datapath/cluster-facts.ts';
import { differencesFrom } from '../../../lib/domain/datapath/datapath-proof.ts';
import { recognise } from '../../../lib/domain/datapath/recognise.ts';
import { parseScenario } from '../../../lib/domain/scenario.ts';
import { readAgentStatus } from '../../../lib/targets/kubernetes/agent-status.ts';

const fixture = (name: string) =>
  readFile(new URL(`../../fixtures/cilium/${name}.json`, import.meta.url), 'utf8');

/** What the test bed's clusters say, as recorded. */
async function cluster(name: 'B' | 'C' | 'D' | 'E', changes: Partial<ClusterFacts> = {}) {
  const node = {
    ...readAgentStatus(await fixture(`healthz-${name}`)),
    'node mtu': 9001,
    'kube-proxy': name === 'B' ? 'iptables' : 'absent',
    'kube-proxy rules': name === 'B' ? 31 : 0,
  };
  const facts: ClusterFacts = {
    eks: false,
    cnis: ['cilium'],
    ciliumConfig: JSON.parse(await fixture(`config-${name}`)),
    nodes: [node, node],
    podMtu: name === 'B' || name === 'C' ? 8951 : 9001,
    ...changes,
  };
  return facts;
}

const routed: ClusterFacts = {
  eks: false,
  cnis: [],
  nodes: [{ routing: 'native', 'kube-proxy': 'iptables', 'kube-proxy rules': 31, 'node mtu': 9001 }],
  podMtu: 9001,
};

const nameOf = (facts: ClusterFacts) => {
  const found = recognise(facts);
  return 'scenario' in found ? found.scenario.name : undefined;
};

describe('which scenario a cluster is', () => {
  it.each([
    ['B', 'B'],
    ['C', 'C'],
    ['D', 'D'],
    // The recording machine's kernel has no fq queues.
    ['E', 'E-bandwidth-manager-bbr'],
  ] as const)('%s is recognised as %s', async (name, as) => {
    expect(nameOf(await cluster(name))).toBe(as);
  });

  it('is like A where pods are routed and kube-proxy serves, and says what is missing of A', () => {
    expect(recognise(routed)).toMatchObject({
      scenario: { name: 'A' },
      platform: [
        'aws-node: expected its agents, found none',
        'aws-network-policy: expected its agent, found none',
      ],
    });
  });

  it('is A on EKS only with the VPC CNI', () => {
    expect(nameOf({ ...routed, eks: true })).toBeUndefined();
    const own = { ...routed, eks: true, cnis: ['aws-node'], awsNode: { networkPolicy: true } };
    expect(recognise(own)).toMatchObject({ scenario: { name: 'A' }, platform: [] });
  });

  it('is like D without EC2 and not D on EKS', async () => {
    const facts = await cluster('D');
    expect(recognise(facts)).toMatchObject({
      platform: expect.arrayContaining(['ipam: expected eni, found cluster-pool']),
    });
    expect(nameOf({ ...facts, eks: true })).toBeUndefined();
  });

  it('names one key that differs', async () => {
    const facts = await cluster('C');
    const altered = { ...facts, ciliumConfig: { ...facts.ciliumConfig, 'tunnel-protocol': 'geneve' } };
    expect(recognise(altered)).toEqual({
      nearest: parseScenario('C'),
      differences: ['tunnel-protocol: expected vxlan, found geneve'],
    });
  });

  it('sees rules that a removed kube-proxy left behind', async () => {
    const facts = await cluster('C');
    const nodes = facts.nodes.map((node) => ({ ...node, 'kube-proxy rules': 31 }));
    expect(recognise({ ...facts, nodes })).toMatchObject({
      differences: ['kube-proxy rules: expected 0, found 31'],
    });
  });

  it('sees one node whose agent runs otherwise than its configuration says', async () => {
    const facts = await cluster('C');
    const [first = {}, second = {}] = facts.nodes;
    const nodes = [first, { ...second, 'host-routing': 'bpf' }];
    expect(differencesFrom(parseScenario('C'), { ...facts, nodes }).datapath).toEqual([
      'host-routing is bpf, not stack',
    ]);
  });

  it('takes an MTU that was not read for a difference', async () => {
    const { podMtu: _, ...facts } = await cluster('C');
    expect(recognise(facts)).toMatchObject({ differences: ['mtu is unknown, not 8951'] });
  });

  it('does not take another CNI for ours', () => {
    expect(nameOf({ ...routed, cnis: ['calico-node'] })).toBeUndefined();
  });
});
