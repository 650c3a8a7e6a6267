import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import { watchUntil } from '../../../lib/targets/kubernetes/watch-until.ts';
import { FakeCluster } from './support/fake-cluster.ts';

let cluster: FakeCluster;
beforeEach(async () => {
  cluster = await FakeCluster.start();
});
afterEach(async () => cluster[Symbol.asyncDispose]());

const pod = (name: string) => ({ metadata: { name, namespace: 'bench' } });
const until = (isWanted: (names: string[]) => boolean, stop = new AbortController().signal) =>
  watchUntil<V1Pod>(
    cluster.connection,
    {
      path: '/api/v1/namespaces/bench/pods',
      list: () => cluster.connection.core.listNamespacedPod({ namespace: 'bench' }),
    },
    (pods) => isWanted(pods.map(({ metadata }) => metadata?.name ?? '')),
    stop,
  );
const none = (names: string[]) => names.length === 0;
const two = (names: string[]) => names.length === 2;
/** Resolves when the server is asked for what `wanted` says; then and later `answer` is given. */
function seen(wanted: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  cluster.intercept = (asked) => {
    if (asked === wanted) resolve();
    return undefined;
  };
  return promise;
}

describe('watching', () => {
  it('ends at once where all is as wanted', async () => {
    cluster.put('pods', pod('a'));
    cluster.put('pods', pod('b'));
    expect(await until(two)).toHaveLength(2);
    cluster.objects.clear();
    expect(await until(none)).toEqual([]);
  });

  it('ends when it becomes so', async () => {
    const watched = seen('WATCH pods');
    const waiting = until(two);
    await watched;
    cluster.put('pods', pod('a'));
    cluster.put('pods', pod('b'));
    expect((await waiting).map(({ metadata }) => metadata?.name)).toEqual(['a', 'b']);
  });

  it('sees the last one go', async () => {
    cluster.put('pods', pod('a'));
    const watched = seen('WATCH pods');
    const waiting = until(none);
    await watched;
    cluster.remove('pods/a');
    expect(await waiting).toEqual([]);
  });

  // The watch is begun again after a second.
  it('goes on after the watch broke', async () => {
    const sawFirst = Promise.withResolvers<void>();
    const waiting = until((names) => {
      if (names.includes('a')) sawFirst.resolve();
      return two(names);
    });
    cluster.put('pods', pod('a'));
    await sawFirst.promise;
    const again = seen('WATCH pods');
    cluster.breakWatches();
    await again;
    cluster.put('pods', pod('b'));
    expect(await waiting).toHaveLength(2);
  }, 30_000);

  it('goes on after the server was away, and does not take its silence for an answer', async () => {
    cluster.put('pods', pod('a'));
    let answers = 0;
    cluster.intercept = (asked) => {
      if (asked !== 'GET pods') return undefined;
      answers += 1;
      return answers < 3 ? { code: 503 } : undefined;
    };
    const controller = new AbortController();
    const waiting = until(none, controller.signal);
    const watched = Promise.withResolvers<void>();
    const { intercept } = cluster;
    cluster.intercept = (asked) => {
      if (asked === 'WATCH pods') watched.resolve();
      return intercept(asked);
    };
    await watched.promise;
    controller.abort();
    expect((await waiting).map(({ metadata }) => metadata?.name)).toEqual(['a']);
  }, 30_000);

  it('ends where it is forbidden', async () => {
    cluster.intercept = () => ({ code: 403, message: 'pods is forbidden' });
    await expect(until(none)).rejects.toThrow(/^pods is forbidden$/);
  });

  it('ends where only the watch is forbidden', async () => {
    cluster.put('pods', pod('a'));
    cluster.intercept = (asked) => (asked.startsWith('WATCH') ? { code: 403 } : undefined);
    await expect(until(none)).rejects.toThrow('Forbidden');
  });

  it('gives what is there when it is stopped, and an error where it never knew', async () => {
    cluster.put('pods', pod('a'));
    const controller = new AbortController();
    const watched = seen('WATCH pods');
    const waiting = until(two, controller.signal);
    await watched;
    controller.abort();
    expect(await waiting).toHaveLength(1);
    cluster.intercept = () => ({ code: 503, message: 'starting' });
    const asked = Promise.withResolvers<void>();
    cluster.intercept = () => {
      asked.resolve();
      return { code: 503, message: 'starting' };
    };
    const stop = new AbortController();
    const blind = until(none, stop.signal);
    await asked.promise;
    stop.abort();
    await expect(blind).rejects.toThrow('/api/v1/namespaces/bench/pods cannot be listed');
  });
});
