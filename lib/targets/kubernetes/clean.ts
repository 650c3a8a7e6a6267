import type { V1Namespace } from '@kubernetes/client-node';
import { namespace, namespaces } from '../../../charts/labels.ts';
import { apiReason, codeOf } from './api-error.ts';
import type { Connection } from './connection.ts';
import { ownershipOf } from './namespace.ts';
import { removePolicies } from './policy/remove-policies.ts';
import { removeAll, scaleServices, scaleSlices } from './service-objects.ts';
import { watchUntil } from './watch-until.ts';

const patienceSeconds = 180;

/**
 * Removes what runs made in a cluster and nothing else: their policies, their Services, and the namespaces where
 * a run made them. Workloads that somebody else put there stay.
 * @returns one line for each thing that was removed
 * @throws InputError when a namespace belongs to somebody else; Error when it does not go
 */
export async function cleanCluster(connection: Connection): Promise<string[]> {
  const { context } = connection;
  const ownership = await ownershipOf(connection);
  if (ownership === 'none') return [];
  // First of all: those of the whole cluster go with no namespace.
  const policies = await removePolicies(connection);
  const removed = policies > 0 ? [`${policies} policies of ${context}`] : [];
  if (ownership === 'run') {
    const gone = await Promise.all(namespaces.map((name) => removeNamespace(connection, name)));
    return [...removed, ...gone.flat()];
  }
  const [services, slices] = await Promise.all([scaleServices(connection), scaleSlices(connection)]);
  const count = new Set([...services, ...slices]).size;
  if (count === 0) return removed;
  await removeAll(connection);
  return [...removed, `${count} Services in the namespace ${namespace} of ${context}`];
}

/**
 * Deletes a namespace and waits until it is gone.
 * @returns a line that says so; none where it was not there
 */
async function removeNamespace(connection: Connection, name: string): Promise<string[]> {
  const { core, context } = connection;
  try {
    await core.deleteNamespace({ name });
  } catch (error) {
    if (codeOf(error) === 404) return [];
    // Who asked for it before has been told yes already.
    if (codeOf(error) !== 409)
      throw new Error(`the namespace ${name} cannot be removed: ${apiReason(error)}`);
  }
  const fieldSelector = `metadata.name=${name}`;
  const left = await watchUntil<V1Namespace>(
    connection,
    { path: '/api/v1/namespaces', list: () => core.listNamespace({ fieldSelector }), fieldSelector },
    (found) => found.length === 0,
    AbortSignal.timeout(patienceSeconds * 1000),
  );
  if (left.length > 0) throw new Error(`the namespace ${name} is still there after ${patienceSeconds} s`);
  return [`the namespace ${name} of ${context}`];
}
