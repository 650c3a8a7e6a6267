import type { k8s } from 'cdk8s-plus-31';
import { dnsLabels } from '../labels.ts';
import type { Value } from './value.ts';

/** Servers of cluster DNS refuse each other's nodes. */
export const coreDnsAffinity = {
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { labelSelector: { matchLabels: dnsLabels }, topologyKey: 'kubernetes.io/hostname' },
    ],
  },
} satisfies k8s.Affinity;

/** `configurationValues` of the EKS add-on `coredns`, the same in every scenario. */
export const coreDnsValues: readonly Value[] = [
  {
    key: 'replicaCount',
    value: 2,
    reason: 'Two servers in every scenario.',
    restatesDefault: true,
  },
  {
    key: 'affinity',
    value: { ...coreDnsAffinity },
    reason:
      'Never both on one node. By default they may land so, on another node each time, and DNS figures would compare placements. With two nodes taken, the third has the measured clients.',
  },
];
