import type { V1Node } from '@kubernetes/client-node';
import type { Side } from '../../../charts/labels.ts';
import type { Pods } from './pods.ts';

const zoneLabel = 'topology.kubernetes.io/zone';

/** The two nodes between which everything is measured. */
export interface Placement {
  readonly client: V1Node;
  readonly server: V1Node;
}

/**
 * Proves that clients and servers are where a measurement needs them: all clients on one node, all servers
 * on another, both in one zone.
 * @returns the two nodes, or in one line what is wrong
 */
export function provePlacement(pods: Pods, nodes: readonly V1Node[]): Placement | string {
  const client = onlyNodeOf('client', pods, nodes);
  if (typeof client === 'string') return client;
  const server = onlyNodeOf('server', pods, nodes);
  if (typeof server === 'string') return server;
  const [here, there] = [zoneOf(client), zoneOf(server)];
  if (client.metadata?.name === server.metadata?.name)
    return `clients and servers are on one node, ${client.metadata?.name}`;
  if (here !== there)
    return `clients are in zone ${here ?? 'unknown'}, servers in ${there ?? 'unknown'}: a zone boundary would be measured`;
  return { client, server };
}

function onlyNodeOf(side: Side, pods: Pods, nodes: readonly V1Node[]): V1Node | string {
  const names = pods.nodesOf(side);
  const [name, second] = names;
  if (name === undefined) return `no ${side} is ready`;
  if (second !== undefined) return `the ${side}s are on ${names.join(' and ')}, not on one node`;
  return nodes.find(({ metadata }) => metadata?.name === name) ?? `there is no node ${name}`;
}

export function zoneOf({ metadata }: V1Node): string | undefined {
  return metadata?.labels?.[zoneLabel];
}
