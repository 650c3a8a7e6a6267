import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { oneLine } from '../../domain/one-line.ts';

const longestReason = 300;

/** Reasons for which waiting on does not help. */
const hopeless = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'CrashLoopBackOff',
]);

export function isReady({ status, metadata }: V1Pod): boolean {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return ready?.status === 'True' && metadata?.deletionTimestamp === undefined;
}

/** Why a pod will not become ready by itself, in one line; undefined while there is hope. */
export function hopelessReason({ status }: V1Pod): string | undefined {
  return status?.containerStatuses?.map(containerTrouble).find((reason) => reason !== undefined);
}

/** What a pod that is not ready waits for. */
export function waitingReason(pod: V1Pod): string {
  const reason = hopelessReason(pod);
  if (reason !== undefined) return reason;
  const { status } = pod;
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False')
    return oneLine(`not scheduled: ${scheduled.message ?? scheduled.reason}`, longestReason);
  const waiting = status?.containerStatuses?.flatMap(({ state }) => state?.waiting?.reason ?? [])[0];
  return waiting ?? `is ${status?.phase ?? 'unknown'} and not ready`;
}

function containerTrouble({ name, image, state }: V1ContainerStatus): string | undefined {
  const { reason, message } = state?.waiting ?? {};
  if (reason === undefined || !hopeless.has(reason)) return undefined;
  return oneLine(`${name}: ${reason} (${message ?? image})`, longestReason);
}
