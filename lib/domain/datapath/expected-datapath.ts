import type { Scenario } from '../scenario.ts';

/** What is known of a datapath, one thing at a time. */
export type Fact = string | number | boolean;

/**
 * What the facts of a lab testbed must say for the scenario to be the one it claims, as data: it
 * follows from the scenario's CNI and tunings, and knows nothing of how the lab builds it.
 */
export function expectedLabFacts(scenario: Scenario): Readonly<Record<string, Fact>> {
  const has = (tuning: Scenario['tunings'][number]) => scenario.tunings.includes(tuning);
  const native = scenario.cni === 'vpc-cni' || has('native-routing');
  return {
    routing: native ? 'native' : 'vxlan',
    services: has('socket-lb') ? 'ebpf-socket' : 'kube-proxy-iptables',
    'host-routing': has('host-routing') ? 'bpf' : 'stack',
    mtu: native ? 9001 : 8951,
    'congestion control': has('bbr') ? 'bbr' : 'cubic',
  };
}

/** Facts that contradict what is expected, one line each. A fact that is absent contradicts. */
export function contradictions(
  expected: Readonly<Record<string, Fact>>,
  facts: Readonly<Record<string, Fact>>,
): string[] {
  return Object.entries(expected)
    .filter(([key, wanted]) => facts[key] !== wanted)
    .map(([key, wanted]) => `${key} is ${facts[key] ?? 'unknown'}, not ${wanted}`);
}
