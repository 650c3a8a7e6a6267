import { describe, expect, it } from '@jest/globals';
import { provePlacement } from '../../../lib/targets/kubernetes/placement.ts';
import { Pods } from '../../../lib/targets/kubernetes/pods.ts';
import { nodeOf, type PodWish, podOf } from './support/objects.ts';

const zones = [nodeOf('n1', 'a'), nodeOf('n2', 'a'), nodeOf('n3', 'b')];
const client = (node: string, more: Partial<PodWish> = {}): PodWish => ({
  workload: 'fortio-client',
  side: 'client',
  node,
  ...more,
});
const server = (node: string, more: Partial<PodWish> = {}): PodWish => ({
  workload: 'fortio-server',
  side: 'server',
  node,
  ...more,
});
const prove = (wishes: readonly PodWish[], nodes = zones) =>
  provePlacement(new Pods(wishes.map(podOf)), nodes);

describe('where clients and servers are', () => {
  it('is right on two nodes of one zone', () => {
    const found = prove([client('n1'), server('n2'), { workload: 'node-inspector', node: 'n3' }]);
    expect(found).toEqual({ client: zones[0], server: zones[1] });
  });

  it('is right where nodes have no zones at all', () => {
    const nodes = [nodeOf('n1'), nodeOf('n2')];
    expect(prove([client('n1'), server('n2')], nodes)).toMatchObject({ client: nodes[0] });
  });

  it.each<[string, readonly PodWish[], string]>([
    ['one node', [client('n1'), server('n1')], 'clients and servers are on one node, n1'],
    ['two zones', [client('n1'), server('n3')], 'clients are in zone a, servers in b'],
    ['clients on two', [client('n1'), client('n2'), server('n3')], 'the clients are on n1 and n2'],
    ['no server that is ready', [client('n1'), server('n2', { ready: false })], 'no server is ready'],
    ['no client', [server('n2')], 'no client is ready'],
    ['a node that is not known', [client('n9'), server('n2')], 'there is no node n9'],
  ])('is wrong with %s', (_, wishes, why) => {
    expect(prove(wishes)).toContain(why);
  });

  it('is wrong where one of them has no zone and the other has', () => {
    expect(prove([client('n1'), server('n4')], [...zones, nodeOf('n4')])).toContain('servers in unknown');
  });
});

describe('what is measured', () => {
  const started = (containerID: string) => ({
    name: 'fortio',
    image: '',
    imageID: '',
    ready: true,
    restartCount: 0,
    containerID,
  });
  const identities = (wish: PodWish) => new Pods([podOf(wish)]).identities;

  it('is another when its pod is replaced or its container was started anew', () => {
    const first = identities(server('n2', { uid: 'u1', containers: [started('containerd://c1')] }));
    expect(identities(server('n2', { uid: 'u2', containers: [started('containerd://c1')] }))).not.toEqual(
      first,
    );
    expect(identities(server('n2', { uid: 'u1', containers: [started('containerd://c2')] }))).not.toEqual(
      first,
    );
    expect(identities(server('n2', { uid: 'u1', containers: [started('containerd://c1')] }))).toEqual(first);
  });

  it('does not depend on pods that are not measured', () => {
    expect(identities({ workload: 'node-inspector', node: 'n1' })).toEqual([]);
  });

  it('is the oldest pod of a workload while it is being replaced', () => {
    const old = podOf(client('n1', { uid: 'old', ip: '10.0.0.1', created: '2026-01-01T00:00:00Z' }));
    const young = podOf(client('n1', { uid: 'young', ip: '10.0.0.2', created: '2026-01-02T00:00:00Z' }));
    expect(new Pods([young, old]).addressOf('fortio-client')).toBe('10.0.0.1');
  });
});
