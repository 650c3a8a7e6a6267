import { describe, expect, it } from '@jest/globals';
import { componentsOf } from '../../../lib/targets/kubernetes/components.ts';
import { podOf } from './support/objects.ts';

const container = (name: string, state: 'running' | 'waiting') => ({
  name,
  image: '',
  imageID: '',
  ready: state === 'running',
  restartCount: 0,
  ...(state === 'running' && { containerID: `containerd://${name}` }),
  state: { [state]: {} },
});
const system = (labels: Record<string, string>, ...containers: ReturnType<typeof container>[]) =>
  podOf({ workload: 'x', node: 'n1', labels, containers });

describe('components whose use is told apart', () => {
  it('are found by the labels that their charts and add-ons write', () => {
    const pods = [
      system({ 'k8s-app': 'cilium' }, container('agent', 'running')),
      system({ 'k8s-app': 'cilium-envoy' }, container('envoy', 'running')),
      system({ 'k8s-app': 'aws-node' }, container('node', 'running'), container('policies', 'running')),
      system({ 'io.cilium/app': 'operator' }, container('operator', 'running')),
      system({ 'k8s-app': 'kube-proxy' }, container('proxy', 'running')),
      system({ 'k8s-app': 'kube-dns' }, container('coredns', 'running')),
      system({ 'k8s-app': 'metrics-server' }, container('metrics', 'running')),
    ];
    expect(componentsOf(pods, []).map(({ id, containers }) => [id, ...containers])).toEqual([
      ['cni', 'agent'],
      ['cni', 'envoy'],
      ['cni', 'node', 'policies'],
      ['operator', 'operator'],
      ['kube-proxy', 'proxy'],
      ['dns', 'coredns'],
    ]);
  });

  it('are what runs of them', () => {
    const [found] = componentsOf(
      [system({ 'k8s-app': 'cilium' }, container('agent', 'running'), container('init', 'waiting'))],
      [],
    );
    expect(found?.containers).toEqual(['agent']);
  });

  it('have servers of ours among them, but not the controls on the host', () => {
    const workloads = [
      podOf({
        workload: 'fortio-server',
        side: 'server',
        node: 'n2',
        containers: [container('s', 'running')],
      }),
      podOf({ workload: 'host-server', side: 'server', node: 'n2', hostNetwork: true }),
      podOf({ workload: 'fortio-client', side: 'client', node: 'n1' }),
    ];
    expect(componentsOf([], workloads)).toEqual([{ id: 'server', node: 'n2', containers: ['s'] }]);
  });

  it('are on a node, or not there yet', () => {
    expect(componentsOf([podOf({ workload: 'x', labels: { 'k8s-app': 'cilium' } })], [])).toEqual([]);
  });
});
