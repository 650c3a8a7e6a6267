import type { ClusterFacts } from '../../domain/datapath/cluster-facts.ts';
import type { Differences } from '../../domain/datapath/datapath-proof.ts';
import type { Facts } from '../../suite/ports.ts';

/** What a report says of a cluster's datapath, by key. */
export function statedFacts(facts: ClusterFacts, platform: Differences['platform']): Facts {
  const [client = {}, server = {}] = facts.nodes;
  const keys = new Set([...Object.keys(client), ...Object.keys(server)]);
  const differ = [...keys].filter((key) => key !== 'device' && client[key] !== server[key]);
  const { 'node mtu': nodeMtu, ...rest } = client;
  return {
    cni: facts.cnis.join(' and ') || 'none that is known',
    ...rest,
    mtu: facts.podMtu ?? 'unknown',
    ...(nodeMtu !== undefined && { 'node mtu': nodeMtu }),
    ...(facts.awsNode && { 'aws-node enforces policies': facts.awsNode.networkPolicy }),
    ...(differ.length > 0 && { 'the nodes differ in': differ.join(', ') }),
    ...(platform.length > 0 && { 'what only EC2 gives': platform.join('; ') }),
  };
}
