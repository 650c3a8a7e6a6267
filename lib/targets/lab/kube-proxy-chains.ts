import { chainHash, serviceChain } from '../kube-proxy-names.ts';
import type { ServiceEndpoint, ServicePort } from './service-model.ts';

/** The chain of one endpoint of a Service port, named as kube-proxy names it. */
export function endpointChain({ name, protocol }: ServicePort, { address, port }: ServiceEndpoint): string {
  return `KUBE-SEP-${chainHash(`${name}${protocol}${address}:${port}`)}`;
}

/** Every chain that a Service port has: its own, then one an endpoint. */
export function chainsOf(port: ServicePort): string[] {
  return [serviceChain(port), ...port.endpoints.map((endpoint) => endpointChain(port, endpoint))];
}

/**
 * The rules of one Service port, as kube-proxy 1.31 writes them without a cluster CIDR (EKS configures
 * none): the match in KUBE-SERVICES, the choice of an endpoint by chance, and for each endpoint the
 * hairpin's mark and the DNAT.
 */
export function rulesOf(port: ServicePort): string[] {
  const { name, protocol, clusterIp, endpoints } = port;
  const service = serviceChain(port);
  return [
    `-A KUBE-SERVICES -m comment --comment "${name} cluster IP" -m ${protocol} -p ${protocol} ` +
      `-d ${clusterIp} --dport ${port.port} -j ${service}`,
    ...endpoints.flatMap((endpoint, index) => {
      const chain = endpointChain(port, endpoint);
      const to = `${endpoint.address}:${endpoint.port}`;
      const chance = (1 / (endpoints.length - index)).toFixed(10);
      const choice =
        index < endpoints.length - 1 ? ` -m statistic --mode random --probability ${chance}` : '';
      return [
        `-A ${service} -m comment --comment "${name} -> ${to}"${choice} -j ${chain}`,
        `-A ${chain} -m comment --comment "${name}" -s ${endpoint.address} -j KUBE-MARK-MASQ`,
        `-A ${chain} -m comment --comment "${name}" -m ${protocol} -p ${protocol} -j DNAT --to-destination ${to}`,
      ];
    }),
  ];
}

const natHead = [
  '-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN',
  '-A KUBE-POSTROUTING -j MARK --xor-mark 0x4000',
  '-A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully',
  '-A KUBE-MARK-MASQ -j MARK --or-mark 0x4000',
];
const natTail =
  '-A KUBE-SERVICES -m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain" ' +
  '-m addrtype --dst-type LOCAL -j KUBE-NODEPORTS';

const filterRules = [
  '-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP',
  '-A KUBE-FORWARD -m comment --comment "kubernetes forwarding rules" -m mark --mark 0x4000/0x4000 -j ACCEPT',
  '-A KUBE-FORWARD -m comment --comment "kubernetes forwarding conntrack rule" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
];

const declare = (chain: string) => `:${chain} - [0:0]`;
const table = (name: string, lines: readonly string[]) => [`*${name}`, ...lines, 'COMMIT'];

/**
 * The input of `iptables-restore --noflush` that makes exactly these Services stand: declared chains
 * are emptied and filled, stale ones deleted.
 * @param ports in the order of KUBE-SERVICES
 * @param staleChains of an earlier call, no longer wanted
 */
export function restoreInput(ports: readonly ServicePort[], staleChains: Iterable<string> = []): string {
  const stale = [...staleChains];
  const filterChains = [
    'KUBE-SERVICES',
    'KUBE-EXTERNAL-SERVICES',
    'KUBE-FORWARD',
    'KUBE-NODEPORTS',
    'KUBE-PROXY-FIREWALL',
  ];
  const natChains = ['KUBE-SERVICES', 'KUBE-NODEPORTS', 'KUBE-POSTROUTING', 'KUBE-MARK-MASQ'];
  const lines = [
    ...table('filter', [...filterChains.map(declare), ...filterRules]),
    ...table('nat', [
      ...[...natChains, ...ports.flatMap(chainsOf), ...stale].map(declare),
      ...natHead,
      ...ports.flatMap(rulesOf),
      natTail,
      ...stale.map((chain) => `-X ${chain}`),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

const isNew = '-m conntrack --ctstate NEW';
const comment = (text: string) => `-m comment --comment "${text}"`;

/** The jumps from the kernel's own chains, which kube-proxy inserts once; for `iptables-restore --noflush`. */
export const jumpsInput = `${[
  ...table('filter', [
    ...[
      'KUBE-SERVICES',
      'KUBE-EXTERNAL-SERVICES',
      'KUBE-FORWARD',
      'KUBE-NODEPORTS',
      'KUBE-PROXY-FIREWALL',
    ].map(declare),
    `-A INPUT ${isNew} ${comment('kubernetes load balancer firewall')} -j KUBE-PROXY-FIREWALL`,
    `-A INPUT ${comment('kubernetes health check service ports')} -j KUBE-NODEPORTS`,
    `-A INPUT ${isNew} ${comment('kubernetes externally-visible service portals')} -j KUBE-EXTERNAL-SERVICES`,
    `-A FORWARD ${isNew} ${comment('kubernetes load balancer firewall')} -j KUBE-PROXY-FIREWALL`,
    `-A FORWARD ${comment('kubernetes forwarding rules')} -j KUBE-FORWARD`,
    `-A FORWARD ${isNew} ${comment('kubernetes service portals')} -j KUBE-SERVICES`,
    `-A FORWARD ${isNew} ${comment('kubernetes externally-visible service portals')} -j KUBE-EXTERNAL-SERVICES`,
    `-A OUTPUT ${isNew} ${comment('kubernetes load balancer firewall')} -j KUBE-PROXY-FIREWALL`,
    `-A OUTPUT ${isNew} ${comment('kubernetes service portals')} -j KUBE-SERVICES`,
  ]),
  ...table('nat', [
    ...['KUBE-SERVICES', 'KUBE-POSTROUTING'].map(declare),
    `-A PREROUTING ${comment('kubernetes service portals')} -j KUBE-SERVICES`,
    `-A OUTPUT ${comment('kubernetes service portals')} -j KUBE-SERVICES`,
    `-A POSTROUTING ${comment('kubernetes postrouting rules')} -j KUBE-POSTROUTING`,
  ]),
].join('\n')}\n`;
