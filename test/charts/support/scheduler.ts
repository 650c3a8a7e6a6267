import type { k8s } from 'cdk8s-plus-31';

/** A pod as the scheduler sees it. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly affinity: k8s.Affinity;
}

export type Placed = ReadonlyMap<Pod, string>;

/**
 * The nodes on which Kubernetes would put a pod, by required affinity between pods alone.
 * After kube-scheduler's interpodaffinity/filtering.go (1.31): for affinity one pod of the node must match
 * all terms; where no pod anywhere does, a pod that matches them itself may go anywhere; and the
 * anti-affinity of pods that are there counts as well.
 */
export function feasibleNodes(pod: Pod, nodes: readonly string[], placed: Placed): string[] {
  const all = [...placed];
  const wanted = termsOf(pod.affinity.podAffinity);
  const matching = all.filter(([other]) => wanted.every((term) => matches(term, pod, other)));
  const first = matching.length === 0 && wanted.every((term) => matches(term, pod, pod));
  return nodes.filter((node) => {
    const there = all.filter(([, at]) => at === node).map(([other]) => other);
    const near = wanted.length === 0 || first || matching.some(([, at]) => at === node);
    const refused = there.some((other) => avoids(pod, other) || avoids(other, pod));
    return near && !refused;
  });
}

/** Places one pod after the other, again and again until none of the waiting finds a node. */
export function schedule(
  pods: readonly Pod[],
  nodes: readonly string[],
  before: Placed,
  pick: (nodes: readonly string[]) => string,
): { placed: Placed; pending: readonly Pod[] } {
  const placed = new Map(before);
  let pending = [...pods];
  for (;;) {
    const waiting = pending.filter((pod) => {
      const feasible = feasibleNodes(pod, nodes, placed);
      if (feasible.length > 0) placed.set(pod, pick(feasible));
      return feasible.length === 0;
    });
    if (waiting.length === pending.length) return { placed, pending };
    pending = waiting;
  }
}

function avoids(pod: Pod, other: Pod): boolean {
  return termsOf(pod.affinity.podAntiAffinity).some((term) => matches(term, pod, other));
}

function termsOf(affinity: k8s.PodAffinity | k8s.PodAntiAffinity | undefined): k8s.PodAffinityTerm[] {
  return affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
}

/** A term without namespaces means that of the pod that has it. */
function matches(term: k8s.PodAffinityTerm, owner: Pod, other: Pod): boolean {
  const { namespaces = [owner.namespace], labelSelector } = term;
  return (
    namespaces.includes(other.namespace) &&
    Object.entries(labelSelector?.matchLabels ?? {}).every(([name, value]) => other.labels[name] === value)
  );
}
