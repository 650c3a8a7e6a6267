import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  concurrency,
  removeAll,
  scaleServices,
  scaleTo,
} from '../../../lib/targets/kubernetes/service-objects.ts';
import { FakeCluster } from './support/fake-cluster.ts';

let cluster: FakeCluster;
beforeEach(async () => {
  cluster = await FakeCluster.start();
});
afterEach(async () => cluster[Symbol.asyncDispose]());

const scale = (count: number, signal = new AbortController().signal) =>
  scaleTo(cluster.connection, count, '10.98.2.2', signal);
const named = (count: number) =>
  Array.from({ length: count }, (_, index) => `scale-${String(index).padStart(4, '0')}`);
const expectExactly = (count: number) => {
  expect(cluster.names('services')).toEqual(named(count).map((name) => `services/${name}`));
  expect(cluster.names('endpointslices')).toEqual(named(count).map((name) => `endpointslices/${name}`));
};

describe('many Services', () => {
  it('are as many as asked for, each with its EndpointSlice, whatever was there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 5 }), async (counts) => {
        for (const count of counts) {
          await scale(count);
          expectExactly(count);
        }
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  it('are listed by name, and removed by two requests', async () => {
    await scale(5);
    expect(await scaleServices(cluster.connection)).toEqual(named(5));
    cluster.asked.length = 0;
    await removeAll(cluster.connection);
    expect(cluster.asked).toEqual(['DELETE services', 'DELETE endpointslices']);
    expectExactly(0);
  });

  it('have their endpoints first: a Service without would be a rule that rejects', async () => {
    const order: string[] = [];
    cluster.intercept = (asked) => {
      order.push(asked);
      return undefined;
    };
    await scale(1);
    expect(order.slice(-2)).toEqual(['POST endpointslices', 'POST services']);
  });

  it('are asked for by so many requests at once, and no more', async () => {
    let [underWay, most] = [0, 0];
    const full = Promise.withResolvers<void>();
    cluster.intercept = async (asked) => {
      if (!asked.startsWith('POST endpointslices')) return undefined;
      underWay += 1;
      most = Math.max(most, underWay);
      if (underWay === concurrency) full.resolve();
      await full.promise;
      underWay -= 1;
      return undefined;
    };
    await scale(3 * concurrency);
    expect(most).toBe(concurrency);
  });
});

describe('a server that is busy or out of order', () => {
  it('is asked again, and no sooner than it says', async () => {
    let free = Number.POSITIVE_INFINITY;
    const early: string[] = [];
    cluster.intercept = (asked) => {
      if (asked !== 'POST services') return undefined;
      if (free === Number.POSITIVE_INFINITY) {
        free = performance.now() + 995;
        return { code: 429, headers: { 'retry-after': '1' } };
      }
      if (performance.now() < free) early.push(asked);
      return undefined;
    };
    await scale(1);
    expect(early).toEqual([]);
    expectExactly(1);
  });

  it.each([500, 503, 504, 429])('is asked again after %d', async (code) => {
    const failed = new Set<string>();
    cluster.intercept = (asked) => {
      if (failed.has(asked)) return undefined;
      failed.add(asked);
      return { code };
    };
    await scale(2);
    expectExactly(2);
    await scale(1);
    await scale(0);
    expectExactly(0);
  });

  it('may have done what it did not confirm', async () => {
    let confirmed = false;
    cluster.intercept = (asked) => {
      if (asked !== 'POST services' || confirmed) return undefined;
      confirmed = true;
      cluster.put('services', { metadata: { name: 'scale-0000' } });
      return { code: 504 };
    };
    await scale(1);
    expectExactly(1);
  });

  it('may have removed what it did not confirm', async () => {
    await scale(4);
    let confirmed = false;
    cluster.intercept = (asked) => {
      if (asked !== 'DELETE services/scale-0003' || confirmed) return undefined;
      confirmed = true;
      cluster.remove('services/scale-0003');
      return { code: 504 };
    };
    await scale(3);
    expectExactly(3);
  });

  it.each([403, 422])('is not asked again after %d', async (code) => {
    cluster.intercept = (asked) =>
      asked === 'POST services' ? { code, message: 'no more of them' } : undefined;
    await expect(scale(1)).rejects.toThrow(/^no more of them$/);
    expect(cluster.asked.filter((asked) => asked === 'POST services')).toHaveLength(1);
  });

  it('is asked again after 403 where it has allowed others: it starts, and has not read its rules', async () => {
    let refused = 0;
    cluster.intercept = (asked) => {
      // The one that is asked after so many follows an answer.
      const isLater = asked === 'POST services' && cluster.names('services').length > concurrency;
      const isStarting = isLater && refused < 3;
      if (isStarting) refused += 1;
      return isStarting ? { code: 403 } : undefined;
    };
    await scale(2 * concurrency);
    expect(refused).toBe(3);
    expectExactly(2 * concurrency);
  });

  it('is left alone after an abort', async () => {
    const controller = new AbortController();
    const reason = new Error('asked to stop');
    cluster.intercept = (asked) => {
      if (asked !== 'POST services') return undefined;
      controller.abort(reason);
      return { code: 429, headers: { 'retry-after': '3600' } };
    };
    await expect(scale(1, controller.signal)).rejects.toBe(reason);
  });

  it('has answered all that it was asked when an abort ends it', async () => {
    const controller = new AbortController();
    const reason = new Error('asked to stop');
    const [stopped, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    cluster.intercept = async (asked) => {
      if (asked !== 'POST services') return undefined;
      controller.abort(reason);
      stopped.resolve();
      await released.promise;
      return undefined;
    };
    let isOver = false;
    const scaling = expect(scale(1, controller.signal))
      .rejects.toBe(reason)
      .finally(() => {
        isOver = true;
      });
    await stopped.promise;
    // Whoever does not wait for the answer is through long before.
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    expect(isOver).toBe(false);
    released.resolve();
    await scaling;
    expectExactly(1);
  });
});
