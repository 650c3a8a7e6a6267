import { describe, expect, it } from '@jest/globals';
import type { V1ContainerStatus } from '@kubernetes/client-node';
import { hopelessReason, isReady, waitingReason } from '../../../lib/targets/kubernetes/pod-trouble.ts';
import { podOf } from './support/objects.ts';

const waiting = (reason: string, message?: string): V1ContainerStatus => ({
  name: 'iperf3',
  image: 'registry.example/none:1',
  imageID: '',
  ready: false,
  restartCount: 0,
  state: { waiting: { reason, ...(message !== undefined && { message }) } },
});
const stuck = (status: V1ContainerStatus) =>
  podOf({ workload: 'iperf3-client', ready: false, containers: [status] });

describe('a pod that is not ready', () => {
  it.each([
    'ErrImagePull',
    'ImagePullBackOff',
    'InvalidImageName',
    'CreateContainerConfigError',
    'RunContainerError',
    'CrashLoopBackOff',
  ])('is beyond hope with %s, and says why in one line', (reason) => {
    const pod = stuck(waiting(reason, 'rpc error:\n  not found'));
    expect(hopelessReason(pod)).toBe(`iperf3: ${reason} (rpc error: not found)`);
    expect(waitingReason(pod)).toBe(hopelessReason(pod));
  });

  it('names the image where the runtime says nothing', () => {
    expect(hopelessReason(stuck(waiting('ErrImagePull')))).toContain('(registry.example/none:1)');
  });

  it('has hope while its container is made', () => {
    const pod = stuck(waiting('ContainerCreating'));
    expect(hopelessReason(pod)).toBeUndefined();
    expect(waitingReason(pod)).toBe('ContainerCreating');
  });

  it('says that no node takes it', () => {
    const message = '0/3 nodes are available: 1 Insufficient cpu,\n2 node(s) did not match.';
    const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }];
    expect(waitingReason(podOf({ workload: 'httpbin', ready: false, conditions }))).toBe(
      'not scheduled: 0/3 nodes are available: 1 Insufficient cpu, 2 node(s) did not match.',
    );
  });

  it('says its phase where nothing else is known', () => {
    expect(waitingReason(podOf({ workload: 'httpbin', ready: false }))).toBe('is Pending and not ready');
    expect(waitingReason({})).toBe('is unknown and not ready');
  });
});

it('a pod that is being deleted is not ready, whatever its condition says', () => {
  expect(isReady(podOf({ workload: 'httpbin' }))).toBe(true);
  expect(isReady(podOf({ workload: 'httpbin', deleted: true }))).toBe(false);
  expect(isReady(podOf({ workload: 'httpbin', ready: false }))).toBe(false);
  expect(isReady({})).toBe(false);
});
