import { describe, expect, it } from '@jest/globals';
import type { Endpoint } from '../../../lib/suite/ports.ts';
import { addressOf } from '../../../lib/targets/kubernetes/addresses.ts';
import { Pods } from '../../../lib/targets/kubernetes/pods.ts';
import { type PodWish, podOf, serviceOf } from './support/objects.ts';

const wishes: readonly PodWish[] = [
  { workload: 'iperf3-server', ip: '10.98.2.1' },
  { workload: 'fortio-server', ip: '10.98.2.2' },
  { workload: 'httpbin', ip: '10.98.2.3' },
  { workload: 'host-server', ip: '10.99.0.12' },
];
const services = [
  serviceOf('kube-system', 'server', '10.96.9.9'),
  serviceOf('bench', 'server', '10.96.0.2'),
  serviceOf('bench', 'iperf3', '10.96.0.3'),
  serviceOf('bench', 'kube-dns', '10.96.9.8'),
  serviceOf('kube-system', 'kube-dns', '10.96.0.10'),
];
const find = (
  endpoint: Endpoint,
  { pods = wishes, trouble = {} }: { pods?: readonly PodWish[]; trouble?: Record<string, string> } = {},
) => addressOf(endpoint, new Pods(pods.map(podOf)), services, new Map(Object.entries(trouble)));
const without = (workload: string) => wishes.filter((wish) => wish.workload !== workload);

describe('where a server is reached', () => {
  it.each<[Endpoint['server'], Endpoint['via'], string, number]>([
    ['fast-http', 'pod', '10.98.2.2', 8080],
    ['fast-http', 'service', '10.96.0.2', 8080],
    ['fast-http', 'host', '10.99.0.12', 19080],
    ['echo', 'pod', '10.98.2.2', 8078],
    ['iperf', 'service', '10.96.0.3', 5201],
    ['httpbin', 'pod', '10.98.2.3', 80],
    ['dns', 'service', '10.96.0.10', 53],
    ['dns', 'pod', '10.96.0.10', 53],
  ])('%s by %s', (server, via, host, port) => {
    expect(find({ server, via })).toMatchObject({ host, ...(via !== 'host' && { port }) });
  });

  it('is another port on the node itself', () => {
    for (const server of ['iperf', 'echo', 'fast-http'] as const)
      expect(find({ server, via: 'host' }).port).not.toBe(find({ server, via: 'pod' }).port);
  });

  it('is nowhere without a ready pod, not even behind its Service', () => {
    const trouble = { 'fortio-server': 'fortio: ImagePullBackOff (none)' };
    for (const via of ['pod', 'service'] as const)
      expect(() => find({ server: 'echo', via }, { pods: without('fortio-server'), trouble })).toThrow(
        'fortio-server: fortio: ImagePullBackOff (none)',
      );
    expect(() => find({ server: 'iperf', via: 'host' }, { pods: without('host-server') })).toThrow(
      'host-server: no pod of it is ready',
    );
  });

  it('is its Service where only some of its pods are in trouble, never one of the pods', () => {
    const trouble = { 'fortio-server': 'is Pending and not ready' };
    expect(find({ server: 'echo', via: 'service' }, { trouble })).toMatchObject({ host: '10.96.0.2' });
  });

  it('says what there is not', () => {
    expect(() => find({ server: 'httpbin', via: 'host' })).toThrow(
      "httpbin has no control on the node's network",
    );
    expect(() => find({ server: 'httpbin', via: 'service' })).toThrow('the Service httpbin has no address');
  });
});
