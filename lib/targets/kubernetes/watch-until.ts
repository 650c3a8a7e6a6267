import { type KubernetesListObject, type KubernetesObject, ListWatch, Watch } from '@kubernetes/client-node';
import { apiReason, isPassing } from './api-error.ts';
import type { Connection } from './connection.ts';

const watchAgainMillis = 1000;

/** Objects to be watched. */
export interface Watched<T extends KubernetesObject> {
  /** Of the API, such as `/api/v1/namespaces`. */
  readonly path: string;
  list(): Promise<KubernetesListObject<T>>;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/**
 * Watches objects until they are as wanted, or `stop` aborts. A watch that breaks is begun again, also while
 * the API server is away.
 * @returns the objects as they are then
 * @throws Error in one line when they may not be watched, or were not listed once
 */
export async function watchUntil<T extends KubernetesObject>(
  { config }: Connection,
  { path, list, labelSelector, fieldSelector }: Watched<T>,
  isWanted: (objects: readonly T[]) => boolean,
  stop: AbortSignal,
): Promise<readonly T[]> {
  const { promise: settled, resolve: settle, reject } = Promise.withResolvers<void>();
  let listed = false;
  let trouble: unknown = 'no answer';
  let again: NodeJS.Timeout | undefined;
  let over = false;
  const listAll = async () => {
    const objects = await list();
    listed = true;
    // The informer has taken them by then.
    setImmediate(look);
    return objects;
  };
  const informer = new ListWatch<T>(path, new Watch(config), listAll, false, labelSelector, fieldSelector);
  // Without a list, no object is there only because none is known.
  const look = () => {
    if (listed && isWanted(informer.list())) settle();
  };
  const begin = () => void informer.start().catch(reject);
  for (const event of ['add', 'update', 'delete'] as const) informer.on(event, look);
  informer.on('error', (error) => {
    // Ending the watch is an error of it, too.
    if (over) return;
    trouble = error;
    if (isPassing(error)) again = setTimeout(begin, watchAgainMillis);
    else reject(new Error(apiReason(error)));
  });
  const giveUp = () => settle();
  stop.addEventListener('abort', giveUp, { once: true });
  try {
    begin();
    if (!stop.aborted) await settled;
    if (!listed) throw new Error(`${path} cannot be listed: ${apiReason(trouble)}`);
    return [...informer.list()];
  } finally {
    over = true;
    clearTimeout(again);
    stop.removeEventListener('abort', giveUp);
    await informer.stop();
  }
}
