import { clusterPoolCidr } from '../address-plan.ts';
import type { Scenario } from '../scenario.ts';
import { ctTableEntries, type TuningId } from '../tuning.ts';

/**
 * What a key of the ConfigMap `cilium-config` must be: exactly a text, or `off`, which is `false` or not
 * there at all (charts leave out what they do not turn on, and differ in what they leave out).
 */
export type ExpectedValue = { readonly is: string } | 'off';

/** By key of `cilium-config`. */
export type ExpectedCiliumConfig = Readonly<Record<string, ExpectedValue>>;

const on: ExpectedValue = { is: 'true' };

/**
 * The settings that make the scenario what it claims to be; a run reads the ConfigMap before it measures.
 * One table for Cilium 1.16 to 1.20.
 * @throws Error for a scenario without Cilium
 */
export function expectedCiliumConfig(scenario: Scenario): ExpectedCiliumConfig {
  if (scenario.cni !== 'cilium') throw new Error(`${scenario.name} has no Cilium`);
  const has = (tuning: TuningId) => (scenario.tunings.includes(tuning) ? on : 'off');
  const larger = scenario.tunings.includes('larger-ct');
  return {
    'datapath-mode': { is: 'veth' },
    'kube-proxy-replacement': { is: String(scenario.serviceLoadBalancing === 'ebpf-socket') },
    ...(scenario.routing === 'vxlan' ? overlay : eni),
    'enable-ipv4-masquerade': on,
    'enable-bpf-masquerade': has('bpf-masquerade'),
    'enable-host-legacy-routing': legacyRouting(scenario.tunings),
    'enable-bandwidth-manager': has('bandwidth-manager'),
    'enable-bbr': has('bbr'),
    'bpf-ct-global-tcp-max': larger ? { is: String(ctTableEntries.tcp) } : 'off',
    'bpf-ct-global-any-max': larger ? { is: String(ctTableEntries.any) } : 'off',
    'enable-hubble': scenario.tunings.includes('hubble-off') ? 'off' : on,
  };
}

const overlay: ExpectedCiliumConfig = {
  ipam: { is: 'cluster-pool' },
  'cluster-pool-ipv4-cidr': { is: clusterPoolCidr },
  'routing-mode': { is: 'tunnel' },
  'tunnel-protocol': { is: 'vxlan' },
  'enable-endpoint-routes': 'off',
  'aws-enable-prefix-delegation': 'off',
};

/** Nothing about `tunnel-protocol`: later charts write it always, and without a tunnel it means nothing. */
const eni: ExpectedCiliumConfig = {
  ipam: { is: 'eni' },
  'cluster-pool-ipv4-cidr': 'off',
  'routing-mode': { is: 'native' },
  'enable-endpoint-routes': on,
  'aws-enable-prefix-delegation': on,
};

/** Without BPF masquerade the agent routes by the host's stack, whatever this key says. */
function legacyRouting(tunings: readonly TuningId[]): ExpectedValue {
  return tunings.includes('bpf-masquerade') && !tunings.includes('host-routing') ? on : 'off';
}

/** One line for each key that is not as expected; empty when the configuration is the scenario's. */
export function ciliumConfigMismatches(
  expected: ExpectedCiliumConfig,
  actual: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(expected).flatMap(([key, value]) => {
    const found = actual[key];
    const wanted = value === 'off' ? 'false or absent' : value.is;
    const holds = value === 'off' ? found === undefined || found === 'false' : found === value.is;
    return holds ? [] : [`${key}: expected ${wanted}, found ${found ?? 'nothing'}`];
  });
}
