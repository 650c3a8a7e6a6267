import type { LabNode, LabPod, Underlay } from './datapath.ts';

/** The pods of every scenario: who runs where. */
const placement = [
  { name: 'client', node: 1 },
  { name: 'server', node: 2 },
  { name: 'httpbin1', node: 2 },
  { name: 'httpbin2', node: 3 },
  { name: 'dns', node: 3 },
] as const;
export type PodName = (typeof placement)[number]['name'];
export type NamespaceName = PodName | 'node1' | 'node2' | 'node3' | 'fabric';

/** MTU of a VPC's interfaces on AWS, bytes. */
export const fabricMtu = 9001;
/** What the pods of VPC CNI have as their gateway; nobody owns the address, its neighbour entry is static. */
export const podGateway = '169.254.1.1';
/** The fabric's end of every node's link, likewise. */
export const fabricGateway = '169.254.2.1';
/** The network that all nodes are in, and with native routing all pods. */
export const vpcCidr = '10.0.0.0/16';
/** Services of an EKS cluster in a VPC of 10.0.0.0/16. */
export const serviceCidr = '10.100.0.0/16';

export interface Topology {
  readonly nodes: readonly LabNode[];
  readonly pods: readonly LabPod[];
}

/** Three nodes and their pods. With native routing pods have addresses of the VPC, in an overlay their own. */
export function topologyFor(underlay: Underlay['kind']): Topology {
  const podNet = underlay === 'native' ? '10.0' : '10.244';
  const nodes = [1, 2, 3].map((index) => ({
    name: `node${index}`,
    index,
    address: `10.0.${index}.10`,
    podCidr: `${podNet}.${index}.0/24`,
  }));
  const pods = nodes.flatMap((node) =>
    placement
      .filter((pod) => pod.node === node.index)
      .map(({ name }, position) => ({
        name,
        node,
        address: `${podNet}.${node.index}.${100 + position}`,
        hostInterface: `veth-${name}`,
        mac: `02:00:00:00:0${node.index}:1${position}`,
        hostMac: `02:00:00:00:0${node.index}:2${position}`,
      })),
  );
  return { nodes, pods };
}

/** Settings of one namespace: `ip -batch` lines and sysctls (`net/ipv4/ip_forward` -> value). */
export interface NamespaceConfig {
  readonly ip: readonly string[];
  readonly sysctls: Readonly<Record<string, string>>;
}

const nodeMac = (node: LabNode) => `02:00:00:01:00:0${node.index}`;
const fabricMac = (node: LabNode) => `02:00:00:01:01:0${node.index}`;

/** Creates the namespaces and the veth pairs between them; for one `ip -batch` in the holder. */
export function creationLines({ nodes, pods }: Topology, podMtu: number): string[] {
  return [
    ...[...nodes, ...pods].map(({ name }) => `netns add ${name}`),
    ...nodes.map(
      (node) =>
        `link add name ${node.name} address ${fabricMac(node)} mtu ${fabricMtu} type veth ` +
        `peer name eth0 address ${nodeMac(node)} mtu ${fabricMtu} netns ${node.name}`,
    ),
    ...pods.map(
      (pod) =>
        `link add name ${pod.hostInterface} address ${pod.hostMac} mtu ${podMtu} netns ${pod.node.name} ` +
        `type veth peer name eth0 address ${pod.mac} mtu ${podMtu} netns ${pod.name}`,
    ),
  ];
}

const quiet = { 'net/ipv6/conf/all/disable_ipv6': '1', 'net/ipv6/conf/default/disable_ipv6': '1' };
const forwarding = { ...quiet, 'net/ipv4/ip_forward': '1', 'net/ipv4/conf/all/rp_filter': '0' };

/** The fabric routes like a VPC: it knows the nodes, and native underlays add the pods' networks. */
export function fabricConfig({ nodes }: Topology): NamespaceConfig {
  return {
    sysctls: forwarding,
    ip: [
      'link set lo up',
      ...nodes.flatMap((node) => [
        `link set ${node.name} up`,
        `route add ${node.address}/32 dev ${node.name}`,
        `neigh add ${node.address} lladdr ${nodeMac(node)} dev ${node.name} nud permanent`,
      ]),
    ],
  };
}

/** A node: its uplink, and one host route for each pod as the VPC CNI writes it. */
export function nodeConfig(node: LabNode, { pods }: Topology, congestion: string): NamespaceConfig {
  return {
    sysctls: forwarding,
    ip: [
      'link set lo up',
      'link set eth0 up',
      `addr add ${node.address}/32 dev eth0`,
      `route add ${fabricGateway} dev eth0 scope link`,
      `neigh add ${fabricGateway} lladdr ${fabricMac(node)} dev eth0 nud permanent`,
      `route add default via ${fabricGateway} dev eth0 congctl ${congestion}`,
      ...pods
        .filter((pod) => pod.node.index === node.index)
        .flatMap((pod) => [
          `link set ${pod.hostInterface} up`,
          `route add ${pod.address}/32 dev ${pod.hostInterface} scope link congctl ${congestion}`,
          `neigh add ${pod.address} lladdr ${pod.mac} dev ${pod.hostInterface} nud permanent`,
        ]),
    ],
  };
}

/** A pod with a /32 and the link-local gateway of the VPC CNI. */
export function podConfig(pod: LabPod, congestion: string): NamespaceConfig {
  return {
    sysctls: quiet,
    ip: [
      'link set lo up',
      'link set eth0 up',
      `addr add ${pod.address}/32 dev eth0`,
      `route add ${podGateway} dev eth0 scope link`,
      `neigh add ${podGateway} lladdr ${pod.hostMac} dev eth0 nud permanent`,
      `route add default via ${podGateway} dev eth0 congctl ${congestion}`,
    ],
  };
}
