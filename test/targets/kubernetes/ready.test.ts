import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { untilReady } from '../../../lib/targets/kubernetes/ready.ts';
import { FakeCluster } from './support/fake-cluster.ts';
import { type PodWish, podOf } from './support/objects.ts';

let cluster: FakeCluster;
beforeEach(async () => {
  cluster = await FakeCluster.start();
});
afterEach(async () => cluster[Symbol.asyncDispose]());

const deployment = (name: string, replicas: number) =>
  cluster.put('deployments', { metadata: { name }, spec: { replicas } } as object);
const daemonSet = (name: string, desiredNumberScheduled: number) =>
  cluster.put('daemonsets', { metadata: { name }, status: { desiredNumberScheduled } } as object);
const pod = (name: string, wish: PodWish) => {
  const made = podOf(wish);
  cluster.put('pods', { ...made, metadata: { ...made.metadata, name } });
};
const imageMissing = {
  name: 'httpbin',
  image: 'registry.example/none:1',
  imageID: '',
  ready: false,
  restartCount: 0,
  state: { waiting: { reason: 'ErrImagePull', message: 'not found' } },
};
const wait = (signal = new AbortController().signal, timeoutSeconds = 60) =>
  untilReady(cluster.connection, timeoutSeconds, signal);
/** Resolves once the pods are watched. */
function watched(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  cluster.intercept = (asked) => {
    if (asked === 'WATCH pods') resolve();
    return undefined;
  };
  return promise;
}

describe('workloads', () => {
  it('are waited for until all their pods are ready', async () => {
    deployment('httpbin', 2);
    pod('httpbin-1', { workload: 'httpbin' });
    pod('httpbin-2', { workload: 'httpbin', ready: false });
    const begun = watched();
    const waiting = wait();
    await begun;
    pod('httpbin-2', { workload: 'httpbin' });
    expect([...(await waiting)]).toEqual([]);
  });

  it('are not waited for when they are beyond hope; the others are', async () => {
    deployment('httpbin', 1);
    deployment('fortio-server', 1);
    pod('httpbin-1', { workload: 'httpbin', ready: false, containers: [imageMissing] });
    const begun = watched();
    const waiting = wait();
    await begun;
    pod('fortio-server-1', { workload: 'fortio-server' });
    expect([...(await waiting)]).toEqual([['httpbin', 'httpbin: ErrImagePull (not found)']]);
  });

  it('on every node are waited for on every node, also when one of them is beyond hope', async () => {
    daemonSet('node-inspector', 2);
    pod('inspector-1', { workload: 'node-inspector', ready: false, containers: [imageMissing] });
    const begun = watched();
    const waiting = wait();
    await begun;
    pod('inspector-2', { workload: 'node-inspector' });
    expect([...(await waiting).keys()]).toEqual(['node-inspector']);
    expect(cluster.asked.filter((asked) => asked === 'WATCH pods')).toHaveLength(1);
  });

  it('on every node may become more while they are waited for', async () => {
    daemonSet('node-inspector', 0);
    pod('inspector-1', { workload: 'node-inspector', ready: false });
    const begun = watched();
    const waiting = wait();
    await begun;
    daemonSet('node-inspector', 2);
    const again = watched();
    pod('inspector-1', { workload: 'node-inspector' });
    await again;
    pod('inspector-2', { workload: 'node-inspector' });
    expect([...(await waiting)]).toEqual([]);
  });

  it('are in trouble when the time is up, each with what it waits for', async () => {
    deployment('httpbin', 1);
    deployment('fortio-server', 1);
    pod('httpbin-1', { workload: 'httpbin', ready: false });
    expect(Object.fromEntries(await wait(undefined, 0.5))).toEqual({
      httpbin: 'is Pending and not ready',
      'fortio-server': 'there is no pod of it',
    });
  });

  it('that may not be looked at are an error in one line', async () => {
    cluster.intercept = (asked) =>
      asked.includes('deployments') ? { code: 403, message: 'deployments.apps is forbidden' } : undefined;
    await expect(wait()).rejects.toThrow(/^the workloads cannot be watched: deployments.apps is forbidden$/);
  });

  it('are waited for until an abort', async () => {
    deployment('httpbin', 1);
    const controller = new AbortController();
    const begun = watched();
    const waiting = wait(controller.signal);
    await begun;
    const reason = new Error('asked to stop');
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
