import type { k8s } from 'cdk8s-plus-31';
import { dnsLabels, namespace, type Side, selectorOf, sideLabel } from './labels.ts';
import type { WorkloadOptions } from './workload.ts';

const topologyKey = 'kubernetes.io/hostname';

/** The server that chooses the servers' node. */
export const anchor = 'fortio-server';

/**
 * Where a pod may be: all servers on one node with cluster DNS, all clients on one without, in every
 * scenario and whatever is created first.
 *
 * - The anchor goes to a node with DNS, the other servers wait for it and follow. Had servers come first
 *   to the node without DNS, clients would have none.
 * - Of the clients any may be first (a pod that matches its own affinity may choose), the others follow.
 *
 * There is one term of podAffinity at most: Kubernetes looks for a pod that matches all of them at once.
 */
export function affinityOf(
  name: string,
  side: Side,
  { clientsApartFromDns = true }: Pick<WorkloadOptions, 'clientsApartFromDns'>,
): k8s.Affinity {
  if (side === 'client')
    return {
      podAffinity: required([podsOf('client')]),
      podAntiAffinity: required([podsOf('server'), ...(clientsApartFromDns ? [dnsPods] : [])]),
    };
  const away = { podAntiAffinity: required([podsOf('client')]) };
  if (name !== anchor) return { ...away, podAffinity: required([anchorPods]) };
  return {
    ...away,
    podAffinity: {
      ...(clientsApartFromDns && required([dnsPods])),
      // When it is made anew, it returns to those that followed it.
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: podsOf('server') }],
    },
  };
}

function required(terms: k8s.PodAffinityTerm[]) {
  return { requiredDuringSchedulingIgnoredDuringExecution: terms };
}

function podsOf(side: Side): k8s.PodAffinityTerm {
  return { labelSelector: { matchLabels: { [sideLabel]: side } }, namespaces: [namespace], topologyKey };
}

const anchorPods: k8s.PodAffinityTerm = {
  labelSelector: { matchLabels: selectorOf(anchor) },
  namespaces: [namespace],
  topologyKey,
};

const dnsPods: k8s.PodAffinityTerm = {
  labelSelector: { matchLabels: dnsLabels },
  namespaces: ['kube-system'],
  topologyKey,
};
