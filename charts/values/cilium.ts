import { clusterPoolCidr } from '../../lib/domain/address-plan.ts';
import type { RegistryMirrors } from '../../lib/domain/images.ts';
import type { Scenario } from '../../lib/domain/scenario.ts';
import { ciliumImages } from './cilium-images.ts';
import { ciliumTunings } from './cilium-tunings.ts';
import type { Value } from './value.ts';

/** What a cluster adds to a scenario's values. */
export interface CiliumCluster {
  /** The API server's host name, without `https://`. */
  readonly apiServerHost: string;
  readonly registryMirrors?: RegistryMirrors;
}

/**
 * The Helm values that make Cilium the datapath of a scenario, for the charts 1.16 to 1.20. One set serves
 * all of them: what a chart changed since 1.16.5 is stated explicitly, and tests render the tested versions.
 * @throws Error for a scenario without Cilium
 */
export function ciliumValues(scenario: Scenario, cluster: CiliumCluster): Value[] {
  if (scenario.cni !== 'cilium') throw new Error(`${scenario.name} has no Cilium`);
  return [
    ...serviceLoadBalancing(scenario, cluster),
    ...(scenario.routing === 'vxlan' ? overlay : eni),
    {
      key: 'enableIPv4Masquerade',
      value: true,
      reason:
        'Pods reach the world by the node, as with the VPC CNI. Charts from 1.18 turn it off in ENI mode, which would change scenario D.',
    },
    ...ciliumTunings(scenario),
    ...ciliumImages(cluster.registryMirrors ?? {}),
  ];
}

function serviceLoadBalancing(
  { serviceLoadBalancing: by }: Scenario,
  { apiServerHost }: CiliumCluster,
): Value[] {
  if (by === 'kube-proxy-iptables')
    return [
      {
        key: 'kubeProxyReplacement',
        value: false,
        reason:
          'kube-proxy stays. Cilium still balances connections of pods to a ClusterIP in eBPF, for each packet instead of at the socket.',
        restatesDefault: true,
      },
    ];
  return [
    {
      key: 'kubeProxyReplacement',
      value: true,
      reason: 'Services without kube-proxy; it brings socket-level load balancing with it.',
    },
    {
      key: 'k8sServiceHost',
      value: apiServerHost,
      reason:
        "The API server's own address: without kube-proxy its ClusterIP leads nowhere until Cilium runs.",
    },
    { key: 'k8sServicePort', value: 443, reason: 'The port of the address above.' },
  ];
}

const overlay: readonly Value[] = [
  {
    key: 'routingMode',
    value: 'tunnel',
    reason: 'Packets between nodes are encapsulated.',
    restatesDefault: true,
  },
  {
    key: 'tunnelProtocol',
    value: 'vxlan',
    reason: 'The published encapsulation; Geneve would be another datapath.',
    restatesDefault: true,
  },
  {
    key: 'ipam.mode',
    value: 'cluster-pool',
    reason: 'The operator gives every node a block of pod addresses.',
    restatesDefault: true,
  },
  {
    key: 'ipam.operator.clusterPoolIPv4PodCIDRList',
    value: [clusterPoolCidr],
    reason: "The chart's default, 10.0.0.0/8, contains most VPCs: their addresses would count as pods.",
  },
];

const eni: readonly Value[] = [
  {
    key: 'routingMode',
    value: 'native',
    reason: 'The VPC routes pod addresses; nothing is encapsulated.',
  },
  {
    key: 'ipam.mode',
    value: 'eni',
    reason: 'Pod addresses come from network interfaces that the operator attaches to the nodes.',
    // The chart sets it by itself when eni.enabled is true.
    restatesDefault: true,
  },
  {
    key: 'eni.enabled',
    value: true,
    reason: 'Selects the operator with the AWS API and routes by endpoint.',
  },
  {
    key: 'eni.awsEnablePrefixDelegation',
    value: true,
    reason:
      'Whole /28 prefixes instead of single addresses, as published. `eni.enablePrefixDelegation` is ignored without a word.',
  },
];
