import { describe, expect, it } from '@jest/globals';
import { parseScenario } from '../../../lib/domain/scenario.ts';
import type { Capabilities } from '../../../lib/targets/lab/capabilities.ts';
import { compositionOf, datapathOf, whyUnavailable } from '../../../lib/targets/lab/datapaths.ts';
import { stackRouting } from '../../../lib/targets/lab/routing-stack.ts';

const able: Capabilities = {
  root: true,
  noNamespaces: undefined,
  cgroup2: '/sys/fs/cgroup',
  iptables: 'legacy',
  missing: new Set(),
};
const why = (name: string, host: Capabilities) => {
  const scenario = parseScenario(name);
  return whyUnavailable(scenario, datapathOf(scenario, host), host);
};

describe('what a scenario is made of', () => {
  it.each([
    ['A', 'native stack iptables cubic'],
    ['A~twin', 'native stack iptables cubic'],
    ['B', 'vxlan stack iptables cubic'],
    ['C', 'vxlan stack socket-lb cubic'],
    ['D', 'native stack socket-lb cubic'],
    ['E', 'native bpf socket-lb bbr'],
    ['D+host-routing', 'native bpf socket-lb cubic'],
    ['D-native-routing', 'vxlan stack socket-lb cubic'],
    ['D-socket-lb', 'native stack iptables cubic'],
    ['E-bbr', 'native bpf socket-lb cubic'],
  ])('%s is %s', (name, parts) => {
    const { underlay, routing, services, congestion } = compositionOf(parseScenario(name));
    expect([underlay, routing, services, congestion].join(' ')).toBe(parts);
  });

  it.each([
    ['A', 'A'],
    ['B~twin', 'B~twin'],
    ['C', 'model-C'],
    ['D-socket-lb', 'model-D-socket-lb'],
  ])('%s is labelled %s', (name, label) => {
    expect(datapathOf(parseScenario(name), able).label).toBe(label);
  });
});

describe('why a scenario cannot be shown', () => {
  it.each(['A', 'B', 'A~twin'])('%s can, for an ordinary user as well', (name) => {
    expect(why(name, { ...able, root: false, cgroup2: undefined })).toBeUndefined();
  });

  it.each(['C', 'D', 'E'])('%s needs root', (name) => {
    expect(why(name, { ...able, root: false })).toMatch(/root/);
  });

  it('does not route past the rules by which it translates Services', () => {
    expect(why('E-socket-lb', able)).toMatch(/needs socket-level balancing/);
    expect(why('D-socket-lb', able)).toBeUndefined();
    const { facts } = datapathOf(parseScenario('D-socket-lb'), able).routing;
    expect(facts).not.toBe(stackRouting.facts);
  });

  it('names what forbids namespaces, before anything else', () => {
    expect(why('E', { ...able, root: false, noNamespaces: 'forbidden by X' })).toBe('forbidden by X');
  });

  it.each([
    ['A', 'veth', /veth/],
    ['B', 'vxlan', /VXLAN/],
  ])('%s needs the kernel’s %s', (name, lacking, reason) => {
    expect(why(name, { ...able, missing: new Set([lacking]) })).toMatch(reason);
  });

  it('needs an iptables that works for A', () => {
    expect(why('A', { ...able, iptables: undefined })).toMatch(/iptables/);
  });

  it.each(['E-hubble-off', 'D+larger-ct'])('does not measure %s, which would be its base again', (name) => {
    expect(why(name, able)).toMatch(/no counterpart/);
  });
});
