import type { V1Node } from '@kubernetes/client-node';
import type { ClusterFacts } from '../../domain/datapath/cluster-facts.ts';
import { isEks } from './cluster.ts';
import type { Deployment } from './deployment.ts';
import { execInContainer } from './exec.ts';
import { nodeFactsScript, readNodeFacts } from './node-facts.ts';

/**
 * Finds out what the datapath between the measured pods really is, from the cluster's objects and from both
 * nodes.
 * @throws Error in one line when a node cannot be asked
 */
export async function readClusterFacts(deployment: Deployment, signal: AbortSignal): Promise<ClusterFacts> {
  const { cluster, pods } = deployment;
  const { client, server } = deployment.placement();
  const addresses = { client: pods.addressOf('dns-client'), server: serverAddress(deployment) };
  const [near, far, podMtu] = await Promise.all([
    nodeFacts(deployment, { node: client, remotePod: addresses.server, remoteNode: server }, signal),
    nodeFacts(deployment, { node: server, remotePod: addresses.client, remoteNode: client }, signal),
    readPodMtu(deployment, addresses.server, signal),
  ]);
  return {
    eks: isEks(cluster.nodes),
    cnis: cluster.cnis,
    ...(cluster.ciliumConfig && { ciliumConfig: cluster.ciliumConfig }),
    ...(cluster.awsNode && { awsNode: cluster.awsNode }),
    nodes: [near, far],
    ...(podMtu !== undefined && { podMtu }),
  };
}

function serverAddress({ pods }: Deployment): string | undefined {
  return pods.addressOf('fortio-server') ?? pods.addressOf('iperf3-server');
}

async function nodeFacts(
  deployment: Deployment,
  ends: { readonly node: V1Node; readonly remotePod: string | undefined; readonly remoteNode: V1Node },
  signal: AbortSignal,
) {
  const { node, remotePod, remoteNode } = ends;
  const name = node.metadata?.name;
  const address = remoteNode.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
  if (name === undefined || remotePod === undefined) throw new Error('a measured pod has no address');
  if (address === undefined) throw new Error('a measured node has no address');
  return readNodeFacts(await deployment.ask(name, nodeFactsScript(remotePod, address), signal));
}

/** The route's, where it has one (Cilium sets it there), else the interface's. */
async function readPodMtu(
  { connection, pods }: Deployment,
  server: string | undefined,
  signal: AbortSignal,
): Promise<number | undefined> {
  const container = pods.containerAt({ workload: 'iperf3-client', container: 'iperf3' });
  if (!container || server === undefined) return undefined;
  const output = await execInContainer(
    connection,
    container,
    ['sh', '-c', `ip route get ${server} && cat /sys/class/net/eth0/mtu`],
    { timeoutSeconds: 20 },
    signal,
  );
  const [, onRoute] = / mtu (?:lock )?(\d+)/.exec(output.stdout) ?? [];
  const mtu = Number(onRoute ?? output.stdout.trim().split('\n').at(-1));
  return output.exitCode === 0 && Number.isInteger(mtu) ? mtu : undefined;
}
