import { z } from 'zod';
import { namespace, otherNamespace } from '../../../../charts/labels.ts';
import { type PolicyObject, policyLabels } from '../../../../charts/policies.ts';
import { apiReason, codeOf } from '../api-error.ts';
import type { Connection } from '../connection.ts';
import { isOffered, policyResources, removePolicy } from './policy-objects.ts';

const labelSelector = Object.entries(policyLabels)
  .map(([key, value]) => `${key}=${value}`)
  .join(',');

const listSchema = z.object({ items: z.array(z.object({ metadata: z.object({ name: z.string() }) })) });

/** Wherever a case has its policy. */
const places: readonly (readonly [kind: PolicyObject['kind'], namespace?: string])[] = [
  ['NetworkPolicy', namespace],
  ['NetworkPolicy', otherNamespace],
  ['CiliumNetworkPolicy', namespace],
  ['CiliumClusterwideNetworkPolicy'],
];

/**
 * Removes the policies of all cases, those of a killed run, too. Each by its name: the right to delete a collection
 * cannot be held to names.
 * @returns how many there were
 */
export async function removePolicies(connection: Connection): Promise<number> {
  const counts = await Promise.all(places.map(([kind, where]) => removeAllAt(connection, kind, where)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function removeAllAt(
  connection: Connection,
  kind: PolicyObject['kind'],
  where: string | undefined,
): Promise<number> {
  const names = (await isOffered(connection, kind)) ? await namesAt(connection, kind, where) : [];
  const metadataOf = (name: string) => ({ name, ...(where !== undefined && { namespace: where }) });
  await Promise.all(names.map((name) => removePolicy(connection, { kind, metadata: metadataOf(name) })));
  return names.length;
}

async function namesAt(
  { custom }: Connection,
  kind: PolicyObject['kind'],
  where: string | undefined,
): Promise<string[]> {
  const request = { ...policyResources[kind], labelSelector };
  try {
    const found =
      where === undefined
        ? await custom.listClusterCustomObject(request)
        : await custom.listNamespacedCustomObject({ ...request, namespace: where });
    return listSchema.parse(found).items.map(({ metadata }) => metadata.name);
  } catch (error) {
    // Whoever may not look at them has made none.
    if (codeOf(error) === 403) return [];
    throw new Error(`policies cannot be removed: ${apiReason(error)}`);
  }
}
