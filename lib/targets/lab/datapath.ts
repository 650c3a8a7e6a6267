import type { Facts } from '../../suite/ports.ts';
import type { Capabilities } from './capabilities.ts';
import type { ServicePort } from './service-model.ts';

/** One of the three nodes. Its namespace is named like it, its way to the fabric is `eth0`. */
export interface LabNode {
  readonly name: string;
  /** From 1. */
  readonly index: number;
  /** On `eth0`, in the fabric's network 10.0.0.0/16. */
  readonly address: string;
  /** Every pod of this node has its address in here. */
  readonly podCidr: string;
}

/** A pod. Inside its namespace (named like it) it has `eth0` and a route through 169.254.1.1. */
export interface LabPod {
  readonly name: string;
  readonly node: LabNode;
  readonly address: string;
  /** The node's end of its veth pair. */
  readonly hostInterface: string;
  /** Of `eth0` in the pod. */
  readonly mac: string;
  /** Of `hostInterface`. */
  readonly hostMac: string;
}

/** The namespaces of one scenario, up and linked, as a datapath's parts see them. */
export interface LabNamespaces {
  /** The process that holds them, in the driver's PID namespace. */
  readonly holderPid: number;
  readonly nodes: readonly LabNode[];
  readonly pods: readonly LabPod[];
  /**
   * A cgroup2 folder of this scenario alone, which everything in a pod joins when the datapath asks
   * for it (`joinsCgroup`). Undefined for an ordinary user and where cgroup2 is not mounted.
   */
  readonly cgroup: string | undefined;
  /** A folder for generated files, the same path inside and outside; removed with the scenario. */
  readonly scratch: string;
  /**
   * Runs a command to its end in a namespace, with the scenario's mounts (a private /run, a bpffs on
   * /sys/fs/bpf when root); bound to 30 s.
   * @param namespace a node's or a pod's name, or `fabric`
   * @returns what it printed on stdout
   * @throws Error with its stderr when it ends with another status than 0
   */
  run(namespace: string, argv: readonly [string, ...string[]], stdin?: string): Promise<string>;
}

/** A part of a datapath that can be exchanged alone. */
export interface DatapathPart {
  /** Why this host cannot show it, in one line; undefined when it can. */
  unavailable(host: Capabilities): string | undefined;
  /** Called once, when namespaces, veth pairs and addresses exist; parts in the order underlay, routing, services. */
  build(lab: LabNamespaces): Promise<void>;
  /** Read back from the namespaces, never echoed from what was asked for. */
  facts(lab: LabNamespaces): Promise<Facts>;
}

/** How packets cross from node to node: must make every pod reach every pod. */
export interface Underlay extends DatapathPart {
  readonly kind: 'native' | 'vxlan';
  /** Of the pods' interfaces, bytes. */
  readonly podMtu: number;
}

/** How packets cross a node, between its `eth0` (or tunnel) and its pods. */
export interface Routing extends DatapathPart {
  readonly kind: 'stack' | 'bpf';
}

/** What programming the Services came to. */
export interface Programmed {
  /** Rules or map entries of one node, counted in the kernel. */
  readonly ruleCount: number;
  /** Median over the nodes, ms. */
  readonly syncMillis: number;
}

/** Who turns a Service's address into a pod's. */
export interface Services extends DatapathPart {
  readonly kind: 'iptables' | 'socket-lb';
  /** Whether a new connection walks the Services in order, so that a place in it means something. */
  readonly ordered: boolean;
  /** Whether the processes of pods and of host roles must be members of the scenario's cgroup. */
  readonly joinsCgroup: boolean;
  /**
   * Makes exactly these Services stand, replacing earlier ones, on every node.
   * @param ports in the order in which a chain holds them
   */
  program(lab: LabNamespaces, ports: readonly ServicePort[], signal: AbortSignal): Promise<Programmed>;
}

/** What a scenario is on the lab: parts that the ablation switches one at a time. */
export interface Datapath {
  /** `A`, `B`, and `model-C`, ... where programs of ours stand for Cilium's. */
  readonly label: string;
  readonly underlay: Underlay;
  readonly routing: Routing;
  readonly services: Services;
  readonly congestion: 'cubic' | 'bbr';
}
