import { endianness } from 'node:os';
import type { LabPod } from '../datapath.ts';
import type { ServicePort } from '../service-model.ts';

/** One entry of a BPF map, as the bytes that the programs in `bpf/` read. */
export interface MapEntry {
  readonly map: string;
  readonly key: readonly number[];
  readonly value: readonly number[];
}

/** Order of bytes in the processor's own integers; parameters, so that both can be tested. */
export type ByteOrder = ReturnType<typeof endianness>;

const protocolNumbers = { tcp: 6, udp: 17 } as const;

/** The four bytes of an IPv4 address in network order. */
export function addressBytes(address: string): number[] {
  const bytes = address.split('.').map(Number);
  if (bytes.length !== 4 || bytes.some((byte) => !Number.isInteger(byte) || byte < 0 || byte > 255))
    throw new Error(`"${address}" is not an IPv4 address`);
  return bytes;
}

function macBytes(mac: string): number[] {
  const bytes = mac.split(':').map((byte) => Number.parseInt(byte, 16));
  if (bytes.length !== 6 || bytes.some(Number.isNaN)) throw new Error(`"${mac}" is not a MAC address`);
  return bytes;
}

const portBytes = (port: number) => [port >> 8, port & 0xff];

/** An unsigned 32-bit integer as the programs see it: in the processor's order. */
export function integerBytes(value: number, order: ByteOrder = endianness()): number[] {
  const big = [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
  return order === 'BE' ? big : big.reverse();
}

/**
 * What `socket-lb.c` needs to know of these Services: for each a head with the number of its
 * backends and a slot for each of them, and every backend once, numbered from 1.
 */
export function serviceEntries(ports: readonly ServicePort[], order?: ByteOrder): MapEntry[] {
  const numbers = new Map<string, number>();
  const entries: MapEntry[] = [];
  for (const service of ports) {
    const key = (slot: number) => [
      ...addressBytes(service.clusterIp),
      ...portBytes(service.port),
      protocolNumbers[service.protocol],
      0,
      ...integerBytes(slot, order),
    ];
    const { length } = service.endpoints;
    entries.push({ map: 'services', key: key(0), value: integerBytes(length, order) });
    for (const [index, { address, port }] of service.endpoints.entries()) {
      const name = `${address}:${port}`;
      const number = numbers.get(name) ?? numbers.size + 1;
      if (!numbers.has(name)) {
        numbers.set(name, number);
        const value = [...addressBytes(address), ...portBytes(port), 0, 0];
        entries.push({ map: 'backends', key: integerBytes(number, order), value });
      }
      entries.push({ map: 'services', key: key(index + 1), value: integerBytes(number, order) });
    }
  }
  return entries;
}

/**
 * What `pod.c` needs to know on one node.
 * @param ifindexOf by the name of an interface of this node
 * @param wayOut name of the interface that leads to other nodes
 */
export function podEntries(
  node: string,
  pods: readonly LabPod[],
  ifindexOf: (name: string) => number,
  wayOut: string,
  order?: ByteOrder,
): MapEntry[] {
  const out = { map: 'way_out', key: integerBytes(0, order), value: integerBytes(ifindexOf(wayOut), order) };
  return [out, ...pods.flatMap((pod) => entriesOfPod(pod, pod.node.name === node, ifindexOf, order))];
}

function entriesOfPod(
  pod: LabPod,
  isLocal: boolean,
  ifindexOf: (name: string) => number,
  order?: ByteOrder,
): MapEntry[] {
  const address = addressBytes(pod.address);
  const [a = 0, b = 0, c = 0, d = 0] = addressBytes(pod.node.address);
  // The tunnel helper takes the address as a number, not as bytes in network order.
  const nodeNumber = integerBytes(((a << 24) | (b << 16) | (c << 8) | d) >>> 0, order);
  const known = { map: 'nodes_of_pods', key: [...integerBytes(32, order), ...address], value: nodeNumber };
  if (!isLocal) return [known];
  const value = [
    ...integerBytes(ifindexOf(pod.hostInterface), order),
    ...macBytes(pod.mac),
    ...macBytes(pod.hostMac),
  ];
  return [known, { map: 'endpoints', key: address, value }];
}
