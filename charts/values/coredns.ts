import { dnsLabels } from '../labels.ts';
import type { Value } from './value.ts';

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
    value: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels: dnsLabels }, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
    },
    reason:
      'Never both on one node. By default they may land so, on another node each time, and DNS figures would compare placements. With two nodes taken, the third has the measured clients.',
  },
];
