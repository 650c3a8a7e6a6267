import type { Value } from './value.ts';

/** `configurationValues` of the EKS add-on `vpc-cni`, for scenario A. */
export const vpcCniValues: readonly Value[] = [
  {
    key: 'enableNetworkPolicy',
    // The add-on's schema wants the words.
    value: 'true',
    reason:
      "The agent that enforces NetworkPolicy, so that A has a policy matrix like the others. It attaches eBPF programs to the host's end of a pod's interface only where a policy selects the pod; no policy selects a measured pod, so A's measured datapath stays what it is without the agent.",
  },
];
