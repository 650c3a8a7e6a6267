import { describe, expect, it } from '@jest/globals';
import type { LabNode, LabPod } from '../../../../lib/targets/lab/datapath.ts';
import {
  addressBytes,
  integerBytes,
  podEntries,
  serviceEntries,
} from '../../../../lib/targets/lab/model/map-entries.ts';
import type { ServicePort } from '../../../../lib/targets/lab/service-model.ts';

const service = (name: string, clusterIp: string, ...addresses: [string, ...string[]]): ServicePort => {
  const [first, ...others] = addresses.map((address) => ({ address, port: 8080 }));
  if (!first) throw new Error('a Service without endpoints');
  return { name, protocol: 'tcp', clusterIp, port: 80, endpoints: [first, ...others] };
};

describe('bytes', () => {
  it('puts integers in the order of the processor that runs the programs', () => {
    expect(integerBytes(0x01020304, 'LE')).toEqual([4, 3, 2, 1]);
    expect(integerBytes(0x01020304, 'BE')).toEqual([1, 2, 3, 4]);
    expect(integerBytes(0xffffffff, 'LE')).toEqual([255, 255, 255, 255]);
  });

  it('puts addresses in network order, whatever the processor', () => {
    expect(addressBytes('10.100.0.30')).toEqual([10, 100, 0, 30]);
  });

  it.each(['10.0.0', '10.0.0.256', '10.0.0.0/8', 'fe80::1'])('refuses %s as an address', (text) => {
    expect(() => addressBytes(text)).toThrow(`"${text}" is not an IPv4 address`);
  });
});

describe('serviceEntries', () => {
  it('gives a Service a head with the number of its backends, and a slot for each', () => {
    expect(serviceEntries([service('a', '10.100.0.1', '10.0.1.2', '10.0.1.3')], 'LE')).toEqual([
      { map: 'services', key: [10, 100, 0, 1, 0, 80, 6, 0, 0, 0, 0, 0], value: [2, 0, 0, 0] },
      { map: 'backends', key: [1, 0, 0, 0], value: [10, 0, 1, 2, 0x1f, 0x90, 0, 0] },
      { map: 'services', key: [10, 100, 0, 1, 0, 80, 6, 0, 1, 0, 0, 0], value: [1, 0, 0, 0] },
      { map: 'backends', key: [2, 0, 0, 0], value: [10, 0, 1, 3, 0x1f, 0x90, 0, 0] },
      { map: 'services', key: [10, 100, 0, 1, 0, 80, 6, 0, 2, 0, 0, 0], value: [2, 0, 0, 0] },
    ]);
  });

  it('turns only the integers round on a big-endian processor', () => {
    const [head, backend] = serviceEntries([service('a', '10.100.0.1', '10.0.1.2')], 'BE');
    expect(head?.key).toEqual([10, 100, 0, 1, 0, 80, 6, 0, 0, 0, 0, 0]);
    expect(head?.value).toEqual([0, 0, 0, 1]);
    expect(backend?.value).toEqual([10, 0, 1, 2, 0x1f, 0x90, 0, 0]);
  });

  it('writes a backend that several Services share once', () => {
    const entries = serviceEntries([
      service('a', '10.100.0.1', '10.0.1.2'),
      service('b', '10.100.0.2', '10.0.1.2'),
    ]);
    expect(entries.filter(({ map }) => map === 'backends')).toHaveLength(1);
    expect(entries.filter(({ map }) => map === 'services')).toHaveLength(4);
  });

  it('tells UDP from TCP at the same address and port', () => {
    const tcp = service('a', '10.100.0.1', '10.0.1.2');
    const keys = serviceEntries([tcp, { ...tcp, protocol: 'udp' }])
      .filter(({ map }) => map === 'services')
      .map(({ key }) => key.join());
    expect(new Set(keys).size).toBe(4);
  });
});

describe('podEntries', () => {
  const [near, far]: [LabNode, LabNode] = [
    { name: 'node1', index: 1, address: '10.0.1.10', podCidr: '10.0.1.0/24' },
    { name: 'node2', index: 2, address: '10.0.2.10', podCidr: '10.0.2.0/24' },
  ];
  const pod = (node: LabNode, name: string, address: string): LabPod => ({
    ...{ node, name, address, hostInterface: `veth-${name}` },
    ...{ mac: '02:00:00:00:00:0a', hostMac: '02:00:00:00:00:0b' },
  });
  const ifindexes: Readonly<Record<string, number>> = { eth0: 2, 'veth-a': 300 };
  const entries = podEntries(
    'node1',
    [pod(near, 'a', '10.0.1.100'), pod(far, 'b', '10.0.2.100')],
    (name) => ifindexes[name] ?? 0,
    'eth0',
    'LE',
  );

  it('names the interface that leads out', () => {
    expect(entries).toContainEqual({ map: 'way_out', key: [0, 0, 0, 0], value: [2, 0, 0, 0] });
  });

  it('names the node of every pod, its address as a number for the tunnel', () => {
    const nodes = entries.filter(({ map }) => map === 'nodes_of_pods');
    expect(nodes).toEqual([
      { map: 'nodes_of_pods', key: [32, 0, 0, 0, 10, 0, 1, 100], value: [10, 1, 0, 10] },
      { map: 'nodes_of_pods', key: [32, 0, 0, 0, 10, 0, 2, 100], value: [10, 2, 0, 10] },
    ]);
  });

  it('gives only this node’s pods a veth', () => {
    expect(entries.filter(({ map }) => map === 'endpoints')).toEqual([
      {
        map: 'endpoints',
        key: [10, 0, 1, 100],
        value: [44, 1, 0, 0, 2, 0, 0, 0, 0, 10, 2, 0, 0, 0, 0, 11],
      },
    ]);
  });
});
