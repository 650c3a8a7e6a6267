import { describe, expect, it } from '@jest/globals';
import { contradictions, expectedLabFacts } from '../../../lib/domain/datapath/expected-datapath.ts';
import { parseScenario } from '../../../lib/domain/scenario.ts';

describe('the datapath that a scenario claims', () => {
  it.each([
    ['A', { routing: 'native', services: 'kube-proxy-iptables', 'host-routing': 'stack', mtu: 9001 }],
    ['B', { routing: 'vxlan', services: 'kube-proxy-iptables', mtu: 8951, 'congestion control': 'cubic' }],
    ['C', { routing: 'vxlan', services: 'ebpf-socket', mtu: 8951 }],
    ['D', { routing: 'native', services: 'ebpf-socket', 'host-routing': 'stack', mtu: 9001 }],
    ['E', { routing: 'native', 'host-routing': 'bpf', 'congestion control': 'bbr' }],
    ['D-native-routing', { routing: 'vxlan', mtu: 8951 }],
  ])('%s', (name, facts) => {
    expect(expectedLabFacts(parseScenario(name))).toMatchObject(facts);
  });

  it('is contradicted by facts that differ or are absent, in one line each', () => {
    const expected = { routing: 'native', mtu: 9001, services: 'ebpf-socket' };
    expect(contradictions(expected, { ...expected, model: true })).toEqual([]);
    expect(contradictions(expected, { routing: 'vxlan', mtu: 9001 })).toEqual([
      'routing is vxlan, not native',
      'services is unknown, not ebpf-socket',
    ]);
  });
});
