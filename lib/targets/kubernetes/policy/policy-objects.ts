import { z } from 'zod';
import { namespace, otherNamespace } from '../../../../charts/labels.ts';
import { type PolicyObject, policyLabels } from '../../../../charts/policies.ts';
import { apiReason, codeOf } from '../api-error.ts';
import type { Connection } from '../connection.ts';
import { fieldManager, madeHere } from '../namespace.ts';

const labelSelector = Object.entries(policyLabels)
  .map(([key, value]) => `${key}=${value}`)
  .join(',');

/**
 * Where the API server has policies of a kind. All go through the API for custom objects: the client's own class
 * for NetworkPolicy calls the field `from` otherwise, and drops ours without a word, which allows everybody.
 */
const resources = {
  NetworkPolicy: { group: 'networking.k8s.io', version: 'v1', plural: 'networkpolicies' },
  CiliumNetworkPolicy: { group: 'cilium.io', version: 'v2', plural: 'ciliumnetworkpolicies' },
  CiliumClusterwideNetworkPolicy: {
    group: 'cilium.io',
    version: 'v2',
    plural: 'ciliumclusterwidenetworkpolicies',
  },
} as const satisfies Record<PolicyObject['kind'], object>;

/** The API server does not take a policy: its words. */
export class PolicyRefused extends Error {
  override readonly name = 'PolicyRefused';
  /** There is no such kind in this cluster. */
  readonly unknownKind: boolean;

  constructor(kind: string, error: unknown) {
    const unknownKind = codeOf(error) === 404;
    super(unknownKind ? `the API server knows no ${kind}` : apiReason(error));
    this.unknownKind = unknownKind;
  }
}

/**
 * Makes a policy, or only asks whether it could be made.
 * @throws PolicyRefused
 */
export async function makePolicy(
  { custom }: Connection,
  policy: PolicyObject,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<void> {
  const { kind, metadata } = policy;
  const body = { ...policy, metadata: { ...metadata, labels: { ...metadata.labels, ...madeHere } } };
  const request = { ...resources[kind], body, fieldManager, ...(dryRun && { dryRun: 'All' }) };
  const { namespace: where } = metadata;
  try {
    if (where === undefined) await custom.createClusterCustomObject(request);
    else await custom.createNamespacedCustomObject({ ...request, namespace: where });
  } catch (error) {
    throw new PolicyRefused(kind, error);
  }
}

/** @throws Error in one line; one that is gone already is no error */
export async function removePolicy({ custom }: Connection, { kind, metadata }: PolicyObject): Promise<void> {
  const { name, namespace: where } = metadata;
  const request = { ...resources[kind], name };
  try {
    if (where === undefined) await custom.deleteClusterCustomObject(request);
    else await custom.deleteNamespacedCustomObject({ ...request, namespace: where });
  } catch (error) {
    if (codeOf(error) !== 404) throw new Error(`the policy ${name} cannot be removed: ${apiReason(error)}`);
  }
}

const statusSchema = z.object({
  status: z.object({
    conditions: z.array(z.object({ type: z.string(), status: z.string(), message: z.string().optional() })),
  }),
});

/**
 * Why Cilium does not take a policy that the API server took. Undefined where it says nothing against it, and for
 * kinds without such a condition.
 */
export async function whyInvalid(
  { custom }: Connection,
  { kind, metadata }: PolicyObject,
): Promise<string | undefined> {
  const { name, namespace: where } = metadata;
  const request = { ...resources[kind], name };
  const found =
    where === undefined
      ? await custom.getClusterCustomObject(request)
      : await custom.getNamespacedCustomObject({ ...request, namespace: where });
  const conditions = statusSchema.safeParse(found).data?.status.conditions ?? [];
  const invalid = conditions.find(({ type, status }) => type === 'Valid' && status === 'False');
  return invalid && (invalid.message ?? 'its condition Valid is False');
}

const listSchema = z.object({ items: z.array(z.unknown()) });

/**
 * Removes the policies of all cases, those of a killed run, too.
 * @returns how many there were
 */
export async function removePolicies({ custom }: Connection): Promise<number> {
  const namespaced = [
    { ...resources.NetworkPolicy, namespace },
    { ...resources.NetworkPolicy, namespace: otherNamespace },
    { ...resources.CiliumNetworkPolicy, namespace },
  ];
  const counts = [
    ...namespaced.map((which) =>
      removed(
        () => custom.listNamespacedCustomObject({ ...which, labelSelector }),
        () => custom.deleteCollectionNamespacedCustomObject({ ...which, labelSelector }),
      ),
    ),
    removed(
      () => custom.listClusterCustomObject({ ...resources.CiliumClusterwideNetworkPolicy, labelSelector }),
      () =>
        custom.deleteCollectionClusterCustomObject({
          ...resources.CiliumClusterwideNetworkPolicy,
          labelSelector,
        }),
    ),
  ];
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

async function removed(list: () => Promise<unknown>, remove: () => Promise<unknown>): Promise<number> {
  try {
    const { length } = listSchema.parse(await list()).items;
    if (length > 0) await remove();
    return length;
  } catch (error) {
    // There is no such kind, or it may not be looked at: then nothing of ours was made there either.
    if (codeOf(error) === 404 || codeOf(error) === 403) return 0;
    throw new Error(`policies cannot be removed: ${apiReason(error)}`);
  }
}
