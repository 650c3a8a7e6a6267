import type { Address, Endpoint } from '../../suite/ports.ts';
import type { LabNamespaces } from './datapath.ts';
import { ports } from './server-ports.ts';
import type { Server } from './servers.ts';
import { clusterIps } from './service-layout.ts';

const servers = {
  iperf: { port: ports.iperf, pod: 'server', service: clusterIps.server, node: 'node2' },
  echo: { port: ports.echo, pod: 'server', service: clusterIps.server, node: 'node2' },
  'fast-http': { port: ports.fastHttp, pod: 'server', service: clusterIps.server, node: 'node2' },
  httpbin: { port: ports.httpbin, pod: 'httpbin1', service: clusterIps.httpbin, node: undefined },
  dns: { port: ports.dns, pod: 'dns', service: clusterIps.dns, node: undefined },
} as const;

/**
 * Where a server is reached.
 * @throws Error for httpbin and the DNS on a node's own network, where they do not run, and for a
 *   server that could not be started, with the reason
 */
export function addressOf(
  { server, via }: Endpoint,
  { pods, nodes }: Pick<LabNamespaces, 'pods' | 'nodes'>,
  running: readonly Server[] = [],
): Address {
  const { port, pod, service, node } = servers[server];
  const home = via === 'host' ? node : pod;
  const broken = running.find(
    ({ program, trouble }) =>
      trouble !== undefined && program.namespace === home && program.listensOn.includes(port),
  );
  if (broken) throw new Error(broken.trouble);
  if (via === 'service') return { host: service, port };
  const place =
    via === 'pod' ? pods.find(({ name }) => name === pod) : nodes.find(({ name }) => name === node);
  if (!place) throw new Error(`the lab has no ${server} by way of ${via}`);
  return { host: place.address, port };
}
