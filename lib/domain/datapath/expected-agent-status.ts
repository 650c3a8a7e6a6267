import type { Scenario } from '../scenario.ts';
import { ctTableEntries, type TuningId } from '../tuning.ts';
import type { Fact } from './expected-datapath.ts';

/**
 * What the Cilium agent must say of itself for the scenario to be the one it claims. A key of `cilium-config`
 * is a wish; the agent falls back without an error (BPF masquerade off also turns BPF host routing off).
 * @throws Error for a scenario without Cilium
 */
export function expectedAgentStatus(scenario: Scenario): Readonly<Record<string, Fact>> {
  if (scenario.cni !== 'cilium') throw new Error(`${scenario.name} has no Cilium`);
  const has = (tuning: TuningId) => scenario.tunings.includes(tuning);
  return {
    'kube-proxy-replacement': scenario.serviceLoadBalancing === 'ebpf-socket',
    'socket-lb': scenario.serviceLoadBalancing === 'ebpf-socket',
    routing: scenario.routing,
    'host-routing': has('host-routing') ? 'bpf' : 'stack',
    masquerade: has('bpf-masquerade') ? 'bpf' : 'iptables',
    'bandwidth-manager': has('bandwidth-manager'),
    'congestion-control': has('bbr') ? 'bbr' : 'cubic',
    hubble: !has('hubble-off'),
    'device-mode': 'veth',
    'xdp-acceleration': false,
    ...(has('larger-ct') && {
      'ct-entries-tcp': ctTableEntries.tcp,
      'ct-entries-any': ctTableEntries.any,
    }),
  };
}
