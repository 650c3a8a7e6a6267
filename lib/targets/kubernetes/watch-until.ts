import { type KubernetesListObject, type KubernetesObject, ListWatch, Watch } from '@kubernetes/client-node';
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
 * Watches objects until they are as wanted, or `stop` aborts. A watch that breaks is begun again.
 * @returns the objects as they are then
 */
export async function watchUntil<T extends KubernetesObject>(
  { config }: Connection,
  { path, list, labelSelector, fieldSelector }: Watched<T>,
  isWanted: (objects: readonly T[]) => boolean,
  stop: AbortSignal,
): Promise<readonly T[]> {
  const informer = new ListWatch<T>(path, new Watch(config), list, false, labelSelector, fieldSelector);
  const { promise: settled, resolve: settle, reject } = Promise.withResolvers<void>();
  const look = () => {
    if (isWanted(informer.list())) settle();
  };
  let over = false;
  const begin = () => informer.start().then(look);
  for (const event of ['add', 'update', 'delete'] as const) informer.on(event, look);
  // Ending the watch is an error of it, too.
  informer.on('error', () => over || setTimeout(() => over || void begin().catch(reject), watchAgainMillis));
  stop.addEventListener('abort', () => settle(), { once: true });
  try {
    await begin();
    if (!stop.aborted) await settled;
    return [...informer.list()];
  } finally {
    over = true;
    await informer.stop();
  }
}
