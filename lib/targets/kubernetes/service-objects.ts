import { setTimeout as delay } from 'node:timers/promises';
import type { V1EndpointSlice, V1Service } from '@kubernetes/client-node';
import pMap from 'p-map';
import pRetry, { AbortError } from 'p-retry';
import { namespace } from '../../../charts/labels.ts';
import {
  scaleEndpoints,
  scaleLabels,
  scaleService,
  scaleServiceName,
} from '../../../charts/service-scale.ts';
import { apiReason, codeOf, isPassing, retryAfterSeconds } from './api-error.ts';
import type { Connection } from './connection.ts';
import { fieldManager } from './namespace.ts';

/** Requests under way at once: enough to keep an API server busy, few enough for its fair queue. */
export const concurrency = 24;

const labelSelector = Object.entries(scaleLabels)
  .map(([key, value]) => `${key}=${value}`)
  .join(',');

/** The Services of service scaling that are there, by name. */
export async function scaleServices({ core }: Connection): Promise<string[]> {
  const { items } = await politely(() => core.listNamespacedService({ namespace, labelSelector }));
  return items.flatMap(({ metadata }) => metadata?.name ?? []).sort();
}

/** The EndpointSlices of service scaling, by name: a run that was killed may have left one without Service. */
export async function scaleSlices({ discovery }: Connection): Promise<string[]> {
  const { items } = await politely(() => discovery.listNamespacedEndpointSlice({ namespace, labelSelector }));
  return items.flatMap(({ metadata }) => metadata?.name ?? []).sort();
}

/**
 * Makes Services without a selector, each with its EndpointSlice, or removes them, until there are as many as
 * asked for: `scale-0000` and so on. What the server is too busy for is asked again when it says so.
 * @throws Error in one line; what was made stays
 */
export async function scaleTo(
  connection: Connection,
  count: number,
  podAddress: string,
  signal: AbortSignal,
): Promise<void> {
  let there = new Set(await scaleServices(connection));
  const wanted = new Set(Array.from({ length: count }, (_, index) => scaleServiceName(index)));
  const spare = [...there].filter((name) => !wanted.has(name));
  if (spare.length > wanted.size) {
    // One request for all of them, and the few made anew, is a fraction of a request for each.
    await removeAll(connection);
    there = new Set();
  } else await removeEach(connection, spare, signal);
  const missing = Array.from({ length: count }, (_, index) => index).filter(
    (index) => !there.has(scaleServiceName(index)),
  );
  await each(missing, (index) => makeOne(connection, index, podAddress), signal);
}

/** Removes all Services of service scaling and their EndpointSlices, by two requests. */
export async function removeAll({ core, discovery }: Connection): Promise<void> {
  await politely(() => core.deleteCollectionNamespacedService({ namespace, labelSelector }));
  await politely(() => discovery.deleteCollectionNamespacedEndpointSlice({ namespace, labelSelector }));
}

/** Removes Services by name, each with its EndpointSlice. */
export async function removeEach(
  connection: Connection,
  names: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  await each(names, (name) => removeOne(connection, name), signal);
}

/** The slice first: a Service that has no endpoints yet would be a rule that rejects. */
async function makeOne({ core, discovery }: Connection, index: number, podAddress: string): Promise<void> {
  await unlessThere(
    discovery.createNamespacedEndpointSlice({
      namespace,
      fieldManager,
      // The two libraries describe one object by classes of their own.
      body: scaleEndpoints(index, [podAddress]) as unknown as V1EndpointSlice,
    }),
  );
  await unlessThere(
    core.createNamespacedService({
      namespace,
      fieldManager,
      body: scaleService(index) as unknown as V1Service,
    }),
  );
}

async function removeOne({ core, discovery }: Connection, name: string): Promise<void> {
  await unlessGone(core.deleteNamespacedService({ namespace, name }));
  await unlessGone(discovery.deleteNamespacedEndpointSlice({ namespace, name }));
}

/**
 * Ends with the last answer, after an abort too: what is made later would outlive whoever removes it all. A server that
 * starts says "forbidden" until it has read the rules: where one request was allowed, the others are asked again.
 */
async function each<T>(
  items: readonly T[],
  request: (item: T) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  let wasAllowed = false;
  const ask = async (item: T) => {
    const asked = request(item);
    underWay.add(asked);
    await asked.finally(() => underWay.delete(asked));
    wasAllowed = true;
  };
  const mayPass = (error: unknown) => isPassing(error) || (wasAllowed && codeOf(error) === 403);
  try {
    await pMap(items, (item) => politely(() => ask(item), signal, mayPass), { concurrency, signal });
  } finally {
    await Promise.allSettled(underWay);
  }
}

/** Asks again what the server is too busy for, when it says so, and what it did not answer. */
function politely<T>(request: () => Promise<T>, signal?: AbortSignal, mayPass = isPassing): Promise<T> {
  const stop = signal && { signal };
  return pRetry(
    async () => {
      try {
        return await request();
      } catch (error) {
        if (!mayPass(error)) throw new AbortError(apiReason(error));
        await delay(1000 * retryAfterSeconds(error), undefined, stop);
        throw new Error(apiReason(error));
      }
    },
    { retries: 8, minTimeout: 100, maxTimeout: 10_000, randomize: true, ...stop },
  );
}

async function unlessThere(request: Promise<unknown>): Promise<void> {
  await request.catch(except(409));
}

async function unlessGone(request: Promise<unknown>): Promise<void> {
  await request.catch(except(404));
}

function except(harmless: number): (error: unknown) => void {
  return (error) => {
    if (codeOf(error) !== harmless) throw error;
  };
}
