import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { V1Lease } from '@kubernetes/client-node';
import { InputError } from '../../../lib/domain/input-error.ts';
import { ClusterBusy } from '../../../lib/targets/kubernetes/cluster-busy.ts';
import { refuseWhileMeasured, takeRunLease } from '../../../lib/targets/kubernetes/run-lease.ts';
import { FakeCluster } from './support/fake-cluster.ts';

const path = 'leases/cni-bench-run';
let cluster: FakeCluster;
beforeEach(async () => {
  cluster = await FakeCluster.start();
});
afterEach(async () => cluster[Symbol.asyncDispose]());

const stored = () => cluster.objects.get(path) as V1Lease | undefined;
const holder = () => stored()?.spec?.holderIdentity;
/** As the API has it: times are text. */
const heldBy = (holderIdentity: string, agoSeconds: number) =>
  cluster.put('leases', {
    metadata: { name: 'cni-bench-run' },
    spec: { holderIdentity, renewTime: new Date(Date.now() - agoSeconds * 1000).toISOString() },
  } as object);
const take = (renewMillis?: number) =>
  takeRunLease(cluster.connection, renewMillis === undefined ? {} : { renewMillis });
/** Resolves when the server is asked a second time for what `asked` begins with. */
function askedFor(asked: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  cluster.intercept = (one) => {
    if (one.startsWith(asked)) resolve();
    return undefined;
  };
  return promise;
}

describe('the lease of a cluster', () => {
  it('is taken where there is none, and given back', async () => {
    const lease = await take();
    expect(holder()).toBeTruthy();
    await lease[Symbol.asyncDispose]();
    expect(stored()).toBeUndefined();
    expect(lease.lost.aborted).toBe(false);
  });

  it('is refused while another run holds it', async () => {
    heldBy('them', 10);
    const refused = take();
    await expect(refused).rejects.toBeInstanceOf(ClusterBusy);
    await expect(refused).rejects.toThrow(
      /^--context: another run measures in test \(them\); if it is dead, try again in (49|50) s$/,
    );
    await expect(refuseWhileMeasured(cluster.connection)).rejects.toBeInstanceOf(ClusterBusy);
    expect(holder()).toBe('them');
  });

  it('is taken over from who has not renewed it for a minute', async () => {
    heldBy('dead', 61);
    await expect(refuseWhileMeasured(cluster.connection)).resolves.toBeUndefined();
    await using _lease = await take();
    expect(holder()).not.toBe('dead');
  });

  it('goes to one of two that take it at once', async () => {
    for (const before of [undefined, 61]) {
      cluster.remove(path);
      if (before !== undefined) heldBy('dead', before);
      const settled = await Promise.allSettled([take(), take(), take()]);
      const taken = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      for (const error of refused) expect(error).toBeInstanceOf(ClusterBusy);
      expect(taken).toHaveLength(1);
      await taken[0]?.[Symbol.asyncDispose]();
    }
  });

  it('says why it cannot be asked for', async () => {
    cluster.intercept = () => ({ code: 403, message: 'leases is forbidden' });
    const refused = take();
    await expect(refused).rejects.toBeInstanceOf(InputError);
    await expect(refused).rejects.not.toBeInstanceOf(ClusterBusy);
    await expect(refused).rejects.toThrow(
      '--context: the lease of test cannot be taken: leases is forbidden',
    );
  });
});

describe('a lease that is held', () => {
  it('is renewed', async () => {
    await using lease = await take(5);
    const { resourceVersion } = stored()?.metadata ?? {};
    await askedFor('PUT');
    await askedFor('PUT');
    expect(stored()?.metadata?.resourceVersion).not.toBe(resourceVersion);
    expect(lease.lost.aborted).toBe(false);
  });

  it('is lost to who has taken it over', async () => {
    await using lease = await take(5);
    heldBy('them', 0);
    await once(lease.lost, 'abort');
    expect(lease.lost.reason).toEqual(new Error('another run has taken over this cluster'));
    await lease[Symbol.asyncDispose]();
    expect(holder()).toBe('them');
  });

  it('is lost when somebody removes it', async () => {
    await using lease = await take(5);
    cluster.remove(path);
    await once(lease.lost, 'abort');
    expect(lease.lost.reason).toEqual(new Error('its lease was removed'));
  });

  it('is kept while the server is out of order', async () => {
    await using lease = await take(5);
    for (const code of [500, 429, 503]) {
      const seen = Promise.withResolvers<void>();
      cluster.intercept = (asked) => {
        if (asked.startsWith('GET')) seen.resolve();
        return { code };
      };
      await seen.promise;
    }
    await askedFor('PUT');
    await askedFor('PUT');
    expect(lease.lost.aborted).toBe(false);
  });

  it('is kept when the answer to a renewal got lost on its way', async () => {
    await using lease = await take(5);
    let lostAnswers = 0;
    const kept = Promise.withResolvers<void>();
    cluster.intercept = (asked) => {
      if (!asked.startsWith('PUT')) return undefined;
      if (lostAnswers > 0) {
        kept.resolve();
        return undefined;
      }
      lostAnswers += 1;
      const lease = stored();
      if (lease) cluster.put('leases', lease);
      return { code: 504 };
    };
    await kept.promise;
    await askedFor('PUT');
    expect(lease.lost.aborted).toBe(false);
  });
});
