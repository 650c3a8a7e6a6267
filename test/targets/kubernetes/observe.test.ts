import { describe, expect, it } from '@jest/globals';
import type { Cgroup } from '../../../lib/targets/kubernetes/cgroups.ts';
import type { ComponentId } from '../../../lib/targets/kubernetes/components.ts';
import { observeScript, readObservation, type WatchedNode } from '../../../lib/targets/kubernetes/observe.ts';

const cgroup = (container: string): Cgroup => ({
  container,
  cpu: `/c/${container}`,
  memory: `/m/${container}`,
});
const node = (name: string, more: Partial<WatchedNode> = {}): WatchedNode => ({
  name,
  measured: true,
  clients: false,
  kernel: name,
  device: 'eth0',
  cgroups: new Map(),
  ...more,
});
const use = (container: string, micros: number) =>
  [
    `= /c/${container}/cpu.stat\nusage_usec ${micros}\nuser_usec ${micros}\nsystem_usec 0`,
    `= /m/${container}/memory.current\n1000`,
    `= /m/${container}/memory.stat\ninactive_file 100`,
  ].join('\n');
/** Two processors for 1,234.56 s: idle 2,400 s, stolen 80 ms, softirq 50 ms. */
const answer = (more: Record<string, string> = {}) =>
  new Map(
    Object.entries({
      uptime: '1234.56 2000.00',
      stat: ['cpu  1 2 3 239995 5 4 5 8', 'cpu0 1 2 3 4 5 4 5 8', 'cpu1 0 0 0 0 0 0 0 0'].join('\n'),
      schedstat: 'cpu0 0 0 0 0 0 0 11 2000000 5\ncpu1 0 0 0 0 0 0 11 3000000 5',
      pressure: '77',
      conntrack: '12',
      ...more,
    }),
  );
const clients = node('n1', { clients: true });

const busyMillis = 2 * 1_234_560 - 2_400_000 - 80;

describe('counters of two nodes', () => {
  it('are summed, and timed by the node of the clients', () => {
    const { atMillis, counters } = readObservation(
      [node('n2'), clients],
      [answer({ uptime: '1235.56 9' }), answer({ hits: '41' })],
    );
    expect(atMillis).toBe(1_234_560);
    expect(counters).toEqual({
      'cpu.busy': 2 * busyMillis + 2 * 1000,
      'cpu.softirq': 2 * 50,
      'cpu.steal': 2 * 80,
      'cpu.run-delay': 2 * 5,
      'cpu.pressure': 154,
      'conntrack.entries': 24,
      'kube-proxy.rule-hits': 41,
    });
  });

  it('are counted once where the nodes share a kernel, but for those of their own networks', () => {
    const { counters } = readObservation(
      [node('n2', { kernel: 'k' }), { ...clients, kernel: 'k' }],
      [answer(), answer()],
    );
    expect(counters).toMatchObject({ 'cpu.busy': busyMillis, 'cpu.pressure': 77, 'conntrack.entries': 24 });
  });

  it('are left out where one node cannot tell, never taken from the other alone', () => {
    const half = answer();
    half.delete('conntrack');
    half.delete('pressure');
    half.delete('uptime');
    half.set('schedstat', 'cpu0 0 0');
    const { counters } = readObservation([clients, node('n2')], [answer(), half]);
    for (const id of ['conntrack.entries', 'cpu.pressure', 'cpu.run-delay', 'cpu.busy'])
      expect(counters).not.toHaveProperty([id]);
    expect(counters).toHaveProperty(['cpu.softirq']);
  });

  it('have the allowances of ENA where the driver tells them', () => {
    const ena = '     bw_in_allowance_exceeded: 3\n     pps_allowance_exceeded: 0';
    const { counters } = readObservation([clients, node('n2')], [answer({ ena }), answer({ ena })]);
    expect(counters).toMatchObject({ 'ena.bw-in-exceeded': 6, 'ena.pps-exceeded': 0 });
    expect(counters).not.toHaveProperty(['ena.bw-out-exceeded']);
  });

  it('need the time', () => {
    const timeless = answer();
    timeless.delete('uptime');
    expect(() => readObservation([clients], [timeless])).toThrow("the clients' node does not tell its time");
  });
});

describe('the use of components', () => {
  const watching = (id: ComponentId, ...cgroups: Cgroup[]) => new Map([[id, cgroups]]);
  const [first, second] = [cgroup('one'), cgroup('two')];
  const nodes = [
    { ...clients, cgroups: watching('cni', first) },
    node('n3', { measured: false, cgroups: watching('cni', second) }),
  ];

  it('is summed over the nodes that they are on', () => {
    const { counters } = readObservation(nodes, [
      answer({ 'cgroup cni': use('one', 2_000_000) }),
      new Map([['cgroup cni', use('two', 1_000_000)]]),
    ]);
    expect(counters).toMatchObject({ 'cni.cpu-seconds': 3, 'cni.memory-bytes': 1800 });
  });

  it('is unknown where one node cannot tell it, or not all of its containers were found there', () => {
    const told = answer({ 'cgroup cni': use('one', 2_000_000) });
    const blind = [nodes[0] ?? clients, node('n3', { measured: false, cgroups: watching('cni') })];
    for (const watched of [nodes, blind])
      expect(readObservation(watched, [told, new Map()]).counters).not.toHaveProperty(['cni.cpu-seconds']);
  });
});

describe('what a node is asked', () => {
  it('is less where nothing is measured on it', () => {
    const far = node('n3', {
      measured: false,
      device: undefined,
      cgroups: new Map([['dns', [cgroup('d')]]]),
    });
    expect(Object.keys(observeScript(far, ['KUBE-SVC-X']))).toEqual(['uptime', 'cgroup dns']);
  });

  it('has the hits of the chain only where clients are and kube-proxy is', () => {
    expect(observeScript(clients, ['KUBE-SVC-X', 'KUBE-SVC-Y']).hits).toMatch(/KUBE-SVC-X .*KUBE-SVC-Y\b/);
    expect(observeScript(clients, [])).not.toHaveProperty('hits');
    expect(observeScript(node('n2'), ['KUBE-SVC-X'])).not.toHaveProperty('hits');
  });

  it('has nothing of components that were not found', () => {
    expect(observeScript({ ...clients, cgroups: new Map([['cni', []]]) }, [])).not.toHaveProperty([
      'cgroup cni',
    ]);
  });
});
