import type { Value } from '../../charts/values/value.ts';
import type { Scenario } from '../../lib/domain/scenario.ts';
import type { TuningId } from '../../lib/domain/tuning.ts';

/**
 * Everything in which Cilium on the test bed differs from Cilium on EKS, with the reason: settings that
 * replace a scenario's own, or are added to them. Nothing else differs.
 */
export interface Override extends Value {
  /** The keys of `cilium-config` that it takes away from what the scenario expects. */
  readonly contradicts?: readonly string[];
  /** What the agent then says of itself other than the scenario expects, by key of `expectedAgentStatus`. */
  readonly contradictsStatus?: readonly string[];
}

const everywhere: readonly Override[] = [
  {
    key: 'k8sServiceHost',
    value: '10.99.0.10',
    reason: 'The address of the control plane; in B, too, since kube-proxy may come after the agents.',
  },
  { key: 'k8sServicePort', value: 6443, reason: 'The port of the address above.' },
  { key: 'image.useDigest', value: false, reason: 'The image is made here and has a digest of its own.' },
  { key: 'operator.image.useDigest', value: false, reason: 'Likewise.' },
  { key: 'operator.replicas', value: 1, reason: 'One processor less for a stand-by.' },
  {
    key: 'securityContext.privileged',
    value: true,
    reason: 'A node is a container: it has not CAP_SYS_RESOURCE to give, without which runc starts no agent.',
  },
  { key: 'envoy.enabled', value: false, reason: 'There is no Envoy: it cannot be built from Go modules.' },
  { key: 'l7Proxy', value: false, reason: 'Without Envoy nothing can look into HTTP.' },
];

/** Without network interfaces to attach, addresses come from a pool, and the fabric learns them by routes. */
const withoutEni: readonly Override[] = [
  {
    key: 'ipam.mode',
    value: 'cluster-pool',
    reason: 'There is no EC2 that gives network interfaces.',
    contradicts: ['ipam', 'cluster-pool-ipv4-cidr'],
  },
  {
    key: 'eni.enabled',
    value: false,
    reason: 'As above.',
    contradicts: ['aws-enable-prefix-delegation'],
  },
  { key: 'eni.awsEnablePrefixDelegation', value: false, reason: 'As above.' },
  { key: 'ipam.operator.clusterPoolIPv4PodCIDRList', value: ['10.244.0.0/16'], reason: 'As in B and C.' },
  { key: 'endpointRoutes.enabled', value: true, reason: 'ENI mode turns it on by itself.' },
  {
    key: 'autoDirectNodeRoutes',
    value: true,
    reason: 'What the VPC knows by itself, each node is told: which node has which pods.',
  },
  {
    key: 'ipv4NativeRoutingCIDR',
    value: '10.244.0.0/16',
    reason: 'Pods speak to pods by their own addresses; ENI mode takes the CIDR of the VPC.',
  },
];

/** Tunings that need what this kernel has not, and the keys by which they are off. */
const impossible: Partial<Record<TuningId, Override>> = {
  'bandwidth-manager': {
    key: 'bandwidthManager.enabled',
    value: false,
    reason: 'The kernel has no fq queues.',
    contradicts: ['enable-bandwidth-manager'],
    contradictsStatus: ['bandwidth-manager'],
  },
  bbr: {
    key: 'bandwidthManager.bbr',
    value: false,
    reason: 'BBR needs the Bandwidth Manager.',
    contradicts: ['enable-bbr'],
    contradictsStatus: ['congestion-control'],
  },
};

/** The overrides of a scenario with Cilium. */
export function testbedOverrides({ routing, tunings }: Scenario): Override[] {
  return [
    ...everywhere,
    ...(routing === 'native' ? withoutEni : []),
    ...tunings.flatMap((id) => impossible[id] ?? []),
  ];
}
