import type { V1Namespace } from '@kubernetes/client-node';
import { namespace } from '../../../charts/labels.ts';
import { apiReason, codeOf } from './api-error.ts';
import type { Connection } from './connection.ts';
import { ownershipOf } from './namespace.ts';
import { removeAll, scaleServices, scaleSlices } from './service-objects.ts';
import { watchUntil } from './watch-until.ts';

const patienceSeconds = 180;

/**
 * Removes what runs made in a cluster and nothing else: their Services, and the namespace where a run made
 * it. Workloads that somebody else put there stay.
 * @returns one line for each thing that was removed
 * @throws InputError when the namespace belongs to somebody else; Error when it does not go
 */
export async function cleanCluster(connection: Connection): Promise<string[]> {
  const ownership = await ownershipOf(connection);
  if (ownership === 'none') return [];
  if (ownership === 'run') {
    await removeNamespace(connection);
    return [`the namespace ${namespace} of ${connection.context}`];
  }
  const [services, slices] = await Promise.all([scaleServices(connection), scaleSlices(connection)]);
  const count = new Set([...services, ...slices]).size;
  if (count === 0) return [];
  await removeAll(connection);
  return [`${count} Services in the namespace ${namespace} of ${connection.context}`];
}

/** Deletes the namespace and waits until it is gone. */
async function removeNamespace(connection: Connection): Promise<void> {
  const { core } = connection;
  try {
    await core.deleteNamespace({ name: namespace });
  } catch (error) {
    if (codeOf(error) === 404) return;
    // Who asked for it before has been told yes already.
    if (codeOf(error) !== 409)
      throw new Error(`the namespace ${namespace} cannot be removed: ${apiReason(error)}`);
  }
  const fieldSelector = `metadata.name=${namespace}`;
  const left = await watchUntil<V1Namespace>(
    connection,
    { path: '/api/v1/namespaces', list: () => core.listNamespace({ fieldSelector }), fieldSelector },
    (namespaces) => namespaces.length === 0,
    AbortSignal.timeout(patienceSeconds * 1000),
  );
  if (left.length > 0)
    throw new Error(`the namespace ${namespace} is still there after ${patienceSeconds} s`);
}
