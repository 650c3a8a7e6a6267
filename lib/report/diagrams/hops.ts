import type { Scenario } from '../../domain/scenario.ts';
import type { TuningId } from '../../domain/tuning.ts';
import type { Template } from '../locale/en.ts';

/** Who works at a step: it gives the colour, and a letter for readers who cannot tell colours apart. */
export type Worker = 'kernel' | 'ebpf' | 'iptables' | 'wire';

type TextKey<Prefix extends string> = Extract<Template, `${Prefix}.${string}`>;
export type HopKey = TextKey<'hop'>;
export type LayerKey = TextKey<'layer'>;
export type PartKey = TextKey<'part'>;

export interface Hop {
  readonly text: HopKey;
  readonly worker: Worker;
}

/** Where steps are taken: a pod, a node, or what lies between the nodes. */
export interface Place {
  readonly name: TextKey<'place'>;
  readonly hops: readonly Hop[];
}

const hop = (worker: Worker, text: HopKey): Hop => ({ text, worker });

/**
 * The way of a new connection from a pod to a Service whose pod is on another node, as it follows from the
 * scenario's fields.
 * @param model whether the lab's counterpart is drawn: its B walks kube-proxy's chains, since no Cilium is there
 */
export function pathOf(scenario: Scenario, model: boolean): Place[] {
  const has = (tuning: TuningId) => scenario.tunings.includes(tuning);
  const cilium = scenario.cni === 'cilium';
  const socketLb = scenario.serviceLoadBalancing === 'ebpf-socket';
  const overlay = scenario.routing === 'vxlan';
  const bpfRouting = has('host-routing');
  const client = [
    socketLb ? hop('ebpf', 'hop.connect-socket-lb') : hop('kernel', 'hop.connect'),
    hop('kernel', overlay ? 'hop.veth-overlay' : 'hop.veth'),
  ];
  const chains = !socketLb && (!cilium || model);
  const out = [
    ...(cilium && !(model && !socketLb)
      ? [socketLb ? hop('ebpf', 'hop.tc-out') : hop('ebpf', 'hop.tc-out-packet-lb')]
      : []),
    ...(chains ? [hop('iptables', 'hop.kube-services')] : []),
    bpfRouting ? hop('ebpf', 'hop.redirect-neigh') : hop('kernel', 'hop.stack-out'),
    ...(overlay ? [hop('kernel', 'hop.encapsulate')] : []),
    ...(overlay && cilium && !socketLb && !model ? [hop('iptables', 'hop.outer-flows')] : []),
    has('bandwidth-manager') ? hop('ebpf', 'hop.fq') : hop('kernel', 'hop.qdisc'),
  ];
  const into = [
    ...(overlay ? [hop('kernel', 'hop.decapsulate')] : []),
    ...(cilium && !(model && !socketLb) ? [hop('ebpf', 'hop.tc-in')] : []),
    bpfRouting ? hop('ebpf', 'hop.redirect-peer') : hop('kernel', 'hop.stack-in'),
  ];
  return [
    { name: 'place.client', hops: client },
    { name: 'place.client-node', hops: out },
    { name: 'place.between', hops: [hop('wire', wireOf(overlay, model))] },
    { name: 'place.server-node', hops: into },
    { name: 'place.server', hops: [hop('kernel', 'hop.accept')] },
  ];
}

function wireOf(overlay: boolean, model: boolean): HopKey {
  if (model) return overlay ? 'hop.memory-vxlan' : 'hop.memory';
  return overlay ? 'hop.vpc-vxlan' : 'hop.vpc-native';
}
