import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dnsLabels, namespace, sideLabel } from '../../charts/labels.ts';
import { coreDnsAffinity } from '../../charts/values/coredns.ts';
import { manifestsOf, podsOf } from '../support/workloads.ts';
import { type Placed, type Pod, schedule } from './support/scheduler.ts';

const dns = (name: string): Pod => ({
  name,
  namespace: 'kube-system',
  labels: dnsLabels,
  affinity: coreDnsAffinity,
});
const dnsReplicas = [dns('coredns-1'), dns('coredns-2')];

function measured(clientsApartFromDns: boolean): Pod[] {
  return podsOf(manifestsOf({ clientsApartFromDns }))
    .filter(({ labels }) => labels[sideLabel] !== undefined)
    .flatMap(({ name, labels, replicas, spec: { affinity = {} } }) =>
      Array.from({ length: replicas }, (_, replica) => ({
        name: `${name}-${replica}`,
        namespace,
        labels,
        affinity,
      })),
    );
}

const nodesOf = (side: string, placed: Placed) =>
  new Set([...placed].flatMap(([pod, node]) => (pod.labels[sideLabel] === side ? [node] : [])));

const nodesWithDns = (placed: Placed) =>
  new Set([...placed].flatMap(([pod, node]) => (pod.labels['k8s-app'] === 'kube-dns' ? [node] : [])));

/** Draws of the scheduler among nodes that are equally good. */
const picker = (seed: number) => {
  let state = seed;
  return (nodes: readonly string[]): string => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return nodes[state % nodes.length] ?? '';
  };
};

describe('the placement of the workloads', () => {
  const pods = measured(true);

  it('has both replicas of httpbin among the pods that it places', () => {
    expect(pods.filter(({ name }) => name.startsWith('httpbin')).length).toBe(2);
  });

  it('ends on one node for clients and one for servers, in any order of creation', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(pods, { minLength: pods.length }),
        fc.integer({ min: 3, max: 6 }),
        fc.nat(),
        (order, count, seed) => {
          const nodes = Array.from({ length: count }, (_, index) => `node-${index}`);
          const cluster = schedule(dnsReplicas, nodes, new Map(), picker(seed));
          const { placed, pending } = schedule(order, nodes, cluster.placed, picker(seed));
          expect(pending.map(({ name }) => name)).toEqual([]);
          const [[client], [server]] = [nodesOf('client', placed), nodesOf('server', placed)];
          expect([nodesOf('client', placed).size, nodesOf('server', placed).size]).toEqual([1, 1]);
          expect(client).not.toBe(server);
          expect(nodesWithDns(placed).size).toBe(2);
          expect(nodesWithDns(placed)).toContain(server);
          expect(nodesWithDns(placed)).not.toContain(client);
        },
      ),
    );
  });

  it('ends so on two nodes with DNS on both, where clients may stand beside it', () => {
    const together = measured(false);
    fc.assert(
      fc.property(fc.shuffledSubarray(together, { minLength: together.length }), fc.nat(), (order, seed) => {
        const nodes = ['node-0', 'node-1'];
        const cluster = schedule(dnsReplicas, nodes, new Map(), picker(seed));
        const { placed, pending } = schedule(order, nodes, cluster.placed, picker(seed));
        expect(pending).toEqual([]);
        expect([...nodesOf('client', placed)]).not.toEqual([...nodesOf('server', placed)]);
      }),
    );
  });

  it('would fail without the anchor: servers that come first can leave the clients no node', () => {
    const leaderless = pods.map((pod) =>
      pod.labels[sideLabel] === 'server'
        ? { ...pod, affinity: { podAntiAffinity: pod.affinity.podAntiAffinity ?? {} } }
        : pod,
    );
    const servers = leaderless.filter((pod) => pod.labels[sideLabel] === 'server');
    const clients = leaderless.filter((pod) => pod.labels[sideLabel] === 'client');
    const nodes = ['node-0', 'node-1', 'node-2'];
    const cluster = schedule(dnsReplicas, nodes, new Map(), (free) => free[0] ?? '');
    const { pending } = schedule(
      [...servers, ...clients],
      nodes,
      cluster.placed,
      (free) => free.at(-1) ?? '',
    );
    expect(pending).toEqual(clients);
  });
});
