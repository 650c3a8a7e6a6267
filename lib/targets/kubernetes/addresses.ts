import type { V1Service } from '@kubernetes/client-node';
import { fortioPorts } from '../../../charts/fortio.ts';
import { hostPorts } from '../../../charts/host-controls.ts';
import { iperf3Port } from '../../../charts/iperf3.ts';
import { namespace, serverService } from '../../../charts/labels.ts';
import { anchor } from '../../../charts/placement.ts';
import type { Address, Endpoint, ServerName } from '../../suite/ports.ts';
import type { Pods } from './pods.ts';
import type { WorkloadTrouble } from './ready.ts';

interface Server {
  readonly workload: string;
  readonly service: string;
  readonly port: number;
  /** On the node's own network; not every server has a control there. */
  readonly hostPort?: number;
}

const servers: Readonly<Record<Exclude<ServerName, 'dns'>, Server>> = {
  iperf: { workload: 'iperf3-server', service: 'iperf3', port: iperf3Port, hostPort: hostPorts.iperf3 },
  echo: { workload: anchor, service: serverService, port: fortioPorts.tcpEcho, hostPort: hostPorts.tcpEcho },
  'fast-http': { workload: anchor, service: serverService, port: fortioPorts.http, hostPort: hostPorts.http },
  httpbin: { workload: 'httpbin', service: 'httpbin', port: 80 },
};

/** Of cluster DNS, wherever it runs. */
const dns = { namespace: 'kube-system', service: 'kube-dns', port: 53 } as const;

/**
 * Where a server is reached.
 * @param services those of the benchmark's namespace and of kube-system
 * @throws Error with the reason when its workload is in trouble, or it is not reached that way
 */
export function addressOf(
  { server, via }: Endpoint,
  pods: Pods,
  services: readonly V1Service[],
  trouble: WorkloadTrouble,
): Address {
  const clusterIp = (of: string, name: string) =>
    services.find(({ metadata }) => metadata?.namespace === of && metadata.name === name)?.spec?.clusterIP;
  if (server === 'dns')
    return reached(clusterIp(dns.namespace, dns.service), dns.port, 'cluster DNS has no Service');
  const { workload, service, port, hostPort } = servers[server];
  const home = via === 'host' ? 'host-server' : workload;
  const pod = reached(pods.addressOf(home), port, `${home}: ${trouble.get(home) ?? 'no pod of it is ready'}`);
  if (via === 'pod') return pod;
  if (via === 'service')
    return reached(clusterIp(namespace, service), port, `the Service ${service} has no address`);
  if (hostPort === undefined) throw new Error(`${server} has no control on the node's network`);
  return { ...pod, port: hostPort };
}

function reached(host: string | undefined, port: number, otherwise: string): Address {
  if (host === undefined) throw new Error(otherwise);
  return { host, port };
}
