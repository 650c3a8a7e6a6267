import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { partOf } from '../../../charts/labels.ts';
import { madeHere, ownershipOf } from '../../../lib/targets/kubernetes/namespace.ts';
import { FakeCluster } from './support/fake-cluster.ts';

let cluster: FakeCluster;
beforeEach(async () => {
  cluster = await FakeCluster.start();
});
afterEach(async () => cluster[Symbol.asyncDispose]());

const put = (name: string, labels: Readonly<Record<string, string>>) =>
  cluster.put('namespaces', { metadata: { name, labels } });
const byRun = { ...partOf, ...madeHere };

describe('the owner of the namespaces', () => {
  it('is nobody where there are none', async () => {
    await expect(ownershipOf(cluster.connection)).resolves.toBe('none');
  });

  it('is a run where it left its label', async () => {
    put('bench', byRun);
    await expect(ownershipOf(cluster.connection)).resolves.toBe('run');
    put('bench-other', byRun);
    await expect(ownershipOf(cluster.connection)).resolves.toBe('run');
  });

  it('is somebody else without it', async () => {
    put('bench', partOf);
    put('bench-other', byRun);
    await expect(ownershipOf(cluster.connection)).resolves.toBe('adopted');
  });

  it('is refused where only the second is left, since the lease lies in the first', async () => {
    put('bench-other', partOf);
    await expect(ownershipOf(cluster.connection)).rejects.toThrow(
      /^--context: of what .* "bench" is missing and "bench-other" is left: apply .*, or delete "bench-other"$/,
    );
  });

  it('is refused where a namespace is not ours', async () => {
    put('bench', { 'app.kubernetes.io/part-of': 'shop' });
    await expect(ownershipOf(cluster.connection)).rejects.toThrow(
      '--context: the namespace "bench" of test belongs to somebody else (it lacks the label app.kubernetes.io/part-of=eks-cni-bench)',
    );
  });
});
