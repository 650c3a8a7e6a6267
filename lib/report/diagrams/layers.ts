import type { Scenario } from '../../domain/scenario.ts';
import type { TuningId } from '../../domain/tuning.ts';
import type { LayerKey, PartKey, Worker } from './hops.ts';

/** A layer of the data plane, and what does its work in a scenario. */
export interface Layer {
  readonly name: LayerKey;
  readonly part: PartKey;
  readonly worker: Worker;
}

/** From the application down to the device, then the programs that set it all up. */
export function layersOf(scenario: Scenario): Layer[] {
  const has = (tuning: TuningId) => scenario.tunings.includes(tuning);
  const cilium = scenario.cni === 'cilium';
  const socketLb = scenario.serviceLoadBalancing === 'ebpf-socket';
  const overlay = scenario.routing === 'vxlan';
  const layer = (name: LayerKey, part: PartKey, worker: Worker = 'kernel'): Layer => ({ name, part, worker });
  return [
    layer('layer.transport', has('bbr') ? 'part.bbr' : 'part.cubic'),
    socketLb
      ? layer('layer.services', 'part.socket-lb', 'ebpf')
      : cilium
        ? layer('layer.services', 'part.packet-lb', 'ebpf')
        : layer('layer.services', 'part.iptables', 'iptables'),
    cilium
      ? layer('layer.policy', 'part.tc-policy', 'ebpf')
      : layer('layer.policy', 'part.aws-policy', 'ebpf'),
    cilium
      ? layer('layer.tracking', has('larger-ct') ? 'part.larger-ct' : 'part.bpf-ct', 'ebpf')
      : layer('layer.tracking', 'part.nf-conntrack', 'iptables'),
    has('host-routing')
      ? layer('layer.routing', 'part.bpf-routing', 'ebpf')
      : layer('layer.routing', 'part.stack-routing'),
    has('bpf-masquerade')
      ? layer('layer.masquerade', 'part.bpf-masquerade', 'ebpf')
      : layer('layer.masquerade', 'part.iptables-masquerade', 'iptables'),
    overlay ? layer('layer.underlay', 'part.vxlan') : layer('layer.underlay', 'part.native'),
    has('bandwidth-manager')
      ? layer('layer.queueing', 'part.bandwidth-manager', 'ebpf')
      : layer('layer.queueing', 'part.default-qdisc'),
    layer('layer.device', 'part.ena', 'wire'),
  ];
}

/** The programs of the control plane on nodes and beside them. */
export function componentsOf(scenario: Scenario): PartKey[] {
  if (scenario.cni === 'vpc-cni') return ['part.aws-node', 'part.aws-nodeagent', 'part.kube-proxy'];
  const ipam: PartKey = scenario.routing === 'vxlan' ? 'part.operator-pool' : 'part.operator-eni';
  return [
    'part.cilium-agent',
    ipam,
    ...(scenario.serviceLoadBalancing === 'kube-proxy-iptables' ? (['part.kube-proxy'] as const) : []),
    scenario.tunings.includes('hubble-off') ? 'part.no-hubble' : 'part.hubble',
  ];
}
