import { describe, expect, it } from '@jest/globals';
import { addressOf } from '../../../lib/targets/lab/addresses.ts';
import { placementOn } from '../../../lib/targets/lab/processors.ts';
import { serverPrograms } from '../../../lib/targets/lab/server-programs.ts';
import { layOutServices } from '../../../lib/targets/lab/service-layout.ts';
import { topologyFor } from '../../../lib/targets/lab/topology.ts';

const native = topologyFor('native');
const overlay = topologyFor('vxlan');
const servers = ['iperf', 'echo', 'fast-http', 'httpbin', 'dns'] as const;

describe('where a server is reached', () => {
  it.each(servers)('%s: its Service has its pod as an endpoint', (server) => {
    const pod = addressOf({ server, via: 'pod' }, overlay);
    const service = addressOf({ server, via: 'service' }, overlay);
    const entries = layOutServices(overlay.pods, 4, 0).ports.filter(
      ({ clusterIp, port }) => clusterIp === service.host && port === service.port,
    );
    expect(entries.length).toBeGreaterThan(0);
    for (const { endpoints } of entries)
      expect(endpoints).toContainEqual({ address: pod.host, port: pod.port });
  });

  it('pods have addresses of the VPC, or of the overlay', () => {
    expect(addressOf({ server: 'iperf', via: 'pod' }, native).host).toBe('10.0.2.100');
    expect(addressOf({ server: 'iperf', via: 'pod' }, overlay).host).toBe('10.244.2.100');
    expect(addressOf({ server: 'iperf', via: 'host' }, overlay).host).toBe('10.0.2.10');
  });

  it.each(['httpbin', 'dns'] as const)('%s is on no node’s own network', (server) => {
    expect(() => addressOf({ server, via: 'host' }, native)).toThrow(
      `the lab has no ${server} by way of host`,
    );
  });

  it('is said with the reason when it did not start', () => {
    const program = serverPrograms.find(({ argv: [tool] }) => tool === 'gunicorn');
    if (!program) throw new Error('no gunicorn');
    const running = [{ program, trouble: 'gunicorn: not found', pid: undefined }];
    expect(() => addressOf({ server: 'httpbin', via: 'service' }, native, running)).toThrow(
      'gunicorn: not found',
    );
    expect(addressOf({ server: 'echo', via: 'pod' }, native, running).port).toBe(8078);
  });
});

describe('placement on processors', () => {
  it('keeps servers on the last one, and clients beside or on it', () => {
    const placement = placementOn([0, 1, 2, 3], true);
    expect(placement.server).toEqual(['taskset', '-c', '3']);
    expect(placement.client('same-core')).toEqual(['taskset', '-c', '3']);
    expect(placement.client('separate-cores')).toEqual(['taskset', '-c', '2']);
  });

  it.each([
    ['one processor', [0], true, 'off: one processor'],
    ['being switched off', [0, 1], false, 'off'],
  ] as const)('does nothing with %s, and says so', (_why, processors, pin, description) => {
    const placement = placementOn(processors, pin);
    expect([placement.server, placement.client('same-core'), placement.description]).toEqual([
      [],
      [],
      description,
    ]);
  });
});
