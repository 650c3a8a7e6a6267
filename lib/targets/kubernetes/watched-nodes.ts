import type { ClusterFacts } from '../../domain/datapath/cluster-facts.ts';
import { findCgroups, listCgroups } from './cgroups.ts';
import { type ComponentId, componentIds, componentsOf } from './components.ts';
import type { Deployment } from './deployment.ts';
import type { WatchedNode } from './observe.ts';

/** The nodes that are read around each step: the two measured ones, and those with components of interest. */
export async function watchedNodes(
  deployment: Deployment,
  facts: ClusterFacts,
  signal: AbortSignal,
): Promise<WatchedNode[]> {
  const { client, server } = deployment.placement();
  const [clients, servers] = [client.metadata?.name ?? '', server.metadata?.name ?? ''];
  const components = componentsOf(deployment.cluster.systemPods, deployment.workloads).filter(
    // kube-proxy and the CNI's agents are on every node; on others they serve nothing that is measured.
    ({ id, node }) => id === 'operator' || id === 'dns' || node === clients || node === servers,
  );
  const names = [...new Set([clients, servers, ...components.map(({ node }) => node)])];
  return Promise.all(
    names.map(async (name): Promise<WatchedNode> => {
      const listed = await deployment.ask(name, listCgroups, signal);
      const cgroups = componentIds.flatMap((id): [ComponentId, ReturnType<typeof findCgroups>][] => {
        const containers = components
          .filter((component) => component.id === id && component.node === name)
          .flatMap((component) => component.containers);
        const found = findCgroups(listed, containers);
        if (containers.length === 0) return [];
        return [[id, found.length === containers.length ? found : []]];
      });
      const side = [clients, servers].indexOf(name);
      const device = facts.nodes[side]?.device;
      return {
        name,
        measured: side >= 0,
        clients: name === clients,
        kernel: deployment.nodeNamed(name)?.status?.nodeInfo?.bootID ?? name,
        device: typeof device === 'string' ? device : undefined,
        cgroups: new Map(cgroups),
      };
    }),
  );
}
