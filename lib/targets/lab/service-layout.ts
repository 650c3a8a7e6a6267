import type { LabPod } from './datapath.ts';
import { ports } from './server-ports.ts';
import type { ServiceEndpoint, ServicePort } from './service-model.ts';

/** The Services that always stand: the API server's, the DNS, and the two that are measured. */
export const standingServices = 4;

export const clusterIps = {
  kubernetes: '10.100.0.1',
  dns: '10.100.0.10',
  httpbin: '10.100.0.20',
  server: '10.100.0.30',
} as const;

/** Every Service port in the order in which the chain holds them. */
export interface ServiceLayout {
  readonly ports: readonly ServicePort[];
  /** Position of the fast HTTP server's entry among them, from 1. */
  readonly place: { readonly index: number; readonly of: number };
}

/**
 * Lays out `count` Services. The measured ones stand together, the fast HTTP server's entry exactly at
 * `place`; the others are fillers with one endpoint that exists, since kube-proxy writes something
 * else for Services without endpoints.
 * @param place 0 for the chain's first entry to 1 for its last
 * @throws RangeError below four Services
 */
export function layOutServices(pods: readonly LabPod[], count: number, place: number): ServiceLayout {
  if (!Number.isInteger(count) || count < standingServices || count > 50_000)
    throw new RangeError(`the number of Services is ${count}: it must be from ${standingServices} to 50000`);
  const at = (pod: string, port: number): ServiceEndpoint => {
    const found = pods.find(({ name }) => name === pod);
    if (!found) throw new Error(`there is no pod "${pod}"`);
    return { address: found.address, port };
  };
  const fast: ServicePort = {
    name: 'bench/server:http',
    protocol: 'tcp',
    clusterIp: clusterIps.server,
    port: ports.fastHttp,
    endpoints: [at('server', ports.fastHttp)],
  };
  const kubernetes = filler(
    'default/kubernetes:https',
    clusterIps.kubernetes,
    443,
    at('server', ports.fastHttp),
  );
  const fillers = Array.from({ length: count - standingServices }, (_, index) =>
    filler(
      `filler/service-${index + 1}:http`,
      `10.100.${1 + Math.floor(index / 250)}.${1 + (index % 250)}`,
      80,
      at('server', ports.fastHttp),
    ),
  );
  const laidOut = [kubernetes, ...fillers];
  laidOut.splice(Math.floor(place * (laidOut.length + 1)), 0, ...measuredBesides(at));
  const index = Math.round(place * laidOut.length);
  laidOut.splice(index, 0, fast);
  return { ports: laidOut, place: { index: index + 1, of: laidOut.length } };
}

function filler(name: string, clusterIp: string, port: number, endpoint: ServiceEndpoint): ServicePort {
  return { name, protocol: 'tcp', clusterIp, port, endpoints: [endpoint] };
}

function measuredBesides(at: (pod: string, port: number) => ServiceEndpoint): ServicePort[] {
  const server = { clusterIp: clusterIps.server } as const;
  const dns = { clusterIp: clusterIps.dns, port: ports.dns, endpoints: [at('dns', ports.dns)] } as const;
  return [
    { name: 'kube-system/kube-dns:dns', protocol: 'udp', ...dns },
    { name: 'kube-system/kube-dns:dns-tcp', protocol: 'tcp', ...dns },
    {
      name: 'bench/httpbin:http',
      protocol: 'tcp',
      clusterIp: clusterIps.httpbin,
      port: ports.httpbin,
      endpoints: [at('httpbin1', ports.httpbin), at('httpbin2', ports.httpbin)],
    },
    {
      name: 'bench/server:echo',
      protocol: 'tcp',
      ...server,
      port: ports.echo,
      endpoints: [at('server', ports.echo)],
    },
    {
      name: 'bench/server:iperf',
      protocol: 'tcp',
      ...server,
      port: ports.iperf,
      endpoints: [at('server', ports.iperf)],
    },
    {
      name: 'bench/server:iperf-udp',
      protocol: 'udp',
      ...server,
      port: ports.iperf,
      endpoints: [at('server', ports.iperf)],
    },
  ];
}
