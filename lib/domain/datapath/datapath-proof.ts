import type { Scenario } from '../scenario.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { expectedAgentStatus } from './expected-agent-status.ts';
import { ciliumConfigMismatches, expectedCiliumConfig } from './expected-cilium-config.ts';
import { contradictions } from './expected-datapath.ts';

/** VXLAN over IPv4: the outer Ethernet, IP, UDP and VXLAN headers. */
const vxlanBytes = 50;

/** How a cluster differs from a scenario, one line a key. */
export interface Differences {
  /** In what the datapath is: with any of these the scenario is not what it claims to be. */
  readonly datapath: readonly string[];
  /** In what only EC2 can give, on a cluster that is not EKS: it is like the scenario, and not the same. */
  readonly platform: readonly string[];
}

/** Keys of `cilium-config` in which ENI mode differs from native routing elsewhere. */
const onlyOnEc2 = new Set([
  'ipam',
  'cluster-pool-ipv4-cidr',
  'aws-enable-prefix-delegation',
  'enable-endpoint-routes',
]);

/** Holds what a cluster is against what a scenario claims. */
export function differencesFrom(scenario: Scenario, facts: ClusterFacts): Differences {
  const found = [...cniDifferences(scenario, facts), ...serviceDifferences(scenario, facts)];
  const nodes = nodeDifferences(scenario, facts);
  const config =
    scenario.cni === 'cilium' && facts.ciliumConfig
      ? ciliumConfigMismatches(expectedCiliumConfig(scenario), facts.ciliumConfig)
      : [];
  const [platform, datapath] = facts.eks
    ? [[], [...found, ...config]]
    : split([...found, ...config], (line) => isOfPlatform(scenario, line));
  return { platform, datapath: [...datapath, ...nodes] };
}

function isOfPlatform(scenario: Scenario, line: string): boolean {
  const key = line.slice(0, line.indexOf(':'));
  return scenario.cni === 'vpc-cni'
    ? key === 'aws-node' || key === 'aws-network-policy'
    : scenario.routing === 'native' && onlyOnEc2.has(key);
}

function cniDifferences({ cni }: Scenario, { cnis, awsNode, ciliumConfig }: ClusterFacts): string[] {
  const wanted = cni === 'cilium' ? 'cilium' : 'aws-node';
  const others = cnis.filter((name) => name !== wanted);
  return [
    ...(cnis.includes(wanted) ? [] : [`${wanted}: expected its agents, found none`]),
    ...others.map((name) => `${name}: expected none of its agents, found some`),
    ...(cni === 'cilium' && cnis.includes('cilium') && !ciliumConfig
      ? ['cilium-config: expected, could not be read']
      : []),
    ...(cni === 'vpc-cni' && awsNode?.networkPolicy !== true
      ? ['aws-network-policy: expected its agent, found none']
      : []),
  ];
}

function serviceDifferences({ serviceLoadBalancing }: Scenario, { nodes }: ClusterFacts): string[] {
  const wanted = serviceLoadBalancing === 'kube-proxy-iptables' ? 'iptables' : 'absent';
  return unique(
    nodes.flatMap((node) => [
      ...(node['kube-proxy'] === wanted
        ? []
        : [`kube-proxy: expected ${wanted}, found ${node['kube-proxy'] ?? 'unknown'}`]),
      // kube-proxy leaves its rules behind when it is removed, and they go on being walked.
      ...(wanted === 'absent' && node['kube-proxy rules'] !== 0
        ? [`kube-proxy rules: expected 0, found ${node['kube-proxy rules'] ?? 'unknown'}`]
        : []),
    ]),
  );
}

function nodeDifferences(scenario: Scenario, { nodes, podMtu }: ClusterFacts): string[] {
  const expected = scenario.cni === 'cilium' ? expectedAgentStatus(scenario) : { routing: scenario.routing };
  const [client] = nodes;
  const mtu = Number(client?.['node mtu']) - (scenario.routing === 'vxlan' ? vxlanBytes : 0);
  return unique([
    ...nodes.flatMap((node) => contradictions(expected, node)),
    ...(podMtu === mtu ? [] : [`mtu is ${podMtu ?? 'unknown'}, not ${mtu}`]),
  ]);
}

function split<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
