import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import { namespace, partOf } from '../../../charts/labels.ts';
import { apiReason } from './api-error.ts';
import type { Connection } from './connection.ts';
import { hopelessReason, isReady, waitingReason } from './pod-trouble.ts';
import { watchUntil } from './watch-until.ts';

/** By workload (`app.kubernetes.io/name`): why it cannot be used. */
export type WorkloadTrouble = ReadonlyMap<string, string>;

const ourPods = Object.entries(partOf)
  .map(([key, value]) => `${key}=${value}`)
  .join(',');

/** The pods of the workloads. */
export async function workloadPods({ core }: Connection): Promise<V1Pod[]> {
  const { items } = await core.listNamespacedPod({ namespace, labelSelector: ourPods });
  return items;
}

export function workloadOf({ metadata }: V1Pod): string {
  return metadata?.labels?.['app.kubernetes.io/name'] ?? 'unknown';
}

/**
 * Waits, by watching, until all workloads are ready or beyond hope; what is neither after the time limit
 * counts as trouble.
 * @throws signal.reason when `signal` aborts; Error in one line when the workloads may not be looked at
 */
export async function untilReady(
  connection: Connection,
  timeoutSeconds: number,
  signal: AbortSignal,
): Promise<WorkloadTrouble> {
  const watched = {
    path: `/api/v1/namespaces/${namespace}/pods`,
    list: () => connection.core.listNamespacedPod({ namespace, labelSelector: ourPods }),
    labelSelector: ourPods,
  };
  const stop = AbortSignal.any([signal, AbortSignal.timeout(timeoutSeconds * 1000)]);
  try {
    for (;;) {
      const wanted = await wantedPods(connection);
      const pods = await watchUntil<V1Pod>(connection, watched, (seen) => isSettled(wanted, seen), stop);
      signal.throwIfAborted();
      // A DaemonSet that was just made learned only meanwhile on how many nodes it shall be.
      if (stop.aborted || isSettled(await wantedPods(connection), pods)) return troubleIn(wanted, pods);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new Error(`the workloads cannot be watched: ${apiReason(error)}`);
  }
}

/** By workload: how many pods it shall have. */
async function wantedPods({ apps }: Connection): Promise<Map<string, number>> {
  const [deployments, daemonSets] = await Promise.all([
    apps.listNamespacedDeployment({ namespace, labelSelector: ourPods }),
    apps.listNamespacedDaemonSet({ namespace, labelSelector: ourPods }),
  ]);
  return new Map([
    ...deployments.items.map((one): [string, number] => [workloadName(one), one.spec?.replicas ?? 1]),
    ...daemonSets.items.map((one): [string, number] => [
      workloadName(one),
      Math.max(1, one.status?.desiredNumberScheduled ?? 1),
    ]),
  ]);
}

function workloadName({ metadata }: Pick<V1Deployment, 'metadata'>): string {
  return metadata?.name ?? 'unknown';
}

function isSettled(wanted: ReadonlyMap<string, number>, pods: readonly V1Pod[]): boolean {
  return [...wanted].every(([workload, count]) => {
    const own = pods.filter((pod) => workloadOf(pod) === workload);
    return own.filter((pod) => isReady(pod) || hopelessReason(pod) !== undefined).length >= count;
  });
}

function troubleIn(wanted: ReadonlyMap<string, number>, pods: readonly V1Pod[]): WorkloadTrouble {
  return new Map(
    [...wanted].flatMap(([workload, count]): [string, string][] => {
      const own = pods.filter((pod) => workloadOf(pod) === workload);
      if (own.filter(isReady).length >= count) return [];
      const waiting = own.find((pod) => !isReady(pod));
      return [[workload, waiting ? waitingReason(waiting) : 'there is no pod of it']];
    }),
  );
}
