import { z } from 'zod';
import type { PolicyObject } from '../../../../charts/policies.ts';
import { apiReason, codeOf } from '../api-error.ts';
import type { Connection } from '../connection.ts';
import { fieldManager, madeHere } from '../namespace.ts';

/**
 * Where the API server has policies of a kind. All go through the API for custom objects: the client's own class
 * for NetworkPolicy calls the field `from` otherwise, and drops ours without a word, which allows everybody.
 */
export const policyResources = {
  NetworkPolicy: { group: 'networking.k8s.io', version: 'v1', plural: 'networkpolicies' },
  CiliumNetworkPolicy: { group: 'cilium.io', version: 'v2', plural: 'ciliumnetworkpolicies' },
  CiliumClusterwideNetworkPolicy: {
    group: 'cilium.io',
    version: 'v2',
    plural: 'ciliumclusterwidenetworkpolicies',
  },
} as const satisfies Record<PolicyObject['kind'], object>;

/**
 * Whether the API server knows a kind of policy. It is asked what it offers, which everybody may: without a right to
 * the kind it would say "forbidden" of one that does not exist.
 */
export async function isOffered({ custom }: Connection, kind: PolicyObject['kind']): Promise<boolean> {
  const { group, version, plural } = policyResources[kind];
  try {
    const { resources: offered } = await custom.getAPIResources({ group, version });
    return offered.some(({ name }) => name === plural);
  } catch (error) {
    if (codeOf(error) === 404) return false;
    throw new Error(`the API server does not say whether it knows ${kind}: ${apiReason(error)}`);
  }
}

/**
 * Makes a policy, or only asks whether it could be made.
 * @throws Error with the API server's words
 */
export async function makePolicy(
  { custom }: Connection,
  policy: PolicyObject,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<void> {
  const { kind, metadata } = policy;
  const body = { ...policy, metadata: { ...metadata, labels: { ...metadata.labels, ...madeHere } } };
  const request = { ...policyResources[kind], body, fieldManager, ...(dryRun && { dryRun: 'All' }) };
  const { namespace: where } = metadata;
  try {
    if (where === undefined) await custom.createClusterCustomObject(request);
    else await custom.createNamespacedCustomObject({ ...request, namespace: where });
  } catch (error) {
    throw new Error(apiReason(error));
  }
}

/** What names a policy. */
interface PolicyName {
  readonly kind: PolicyObject['kind'];
  readonly metadata: Pick<PolicyObject['metadata'], 'name' | 'namespace'>;
}

/** @throws Error in one line; one that is gone already is no error */
export async function removePolicy({ custom }: Connection, { kind, metadata }: PolicyName): Promise<void> {
  const { name, namespace: where } = metadata;
  const request = { ...policyResources[kind], name };
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
  const request = { ...policyResources[kind], name };
  const found =
    where === undefined
      ? await custom.getClusterCustomObject(request)
      : await custom.getNamespacedCustomObject({ ...request, namespace: where });
  const conditions = statusSchema.safeParse(found).data?.status.conditions ?? [];
  const invalid = conditions.find(({ type, status }) => type === 'Valid' && status === 'False');
  return invalid && (invalid.message ?? 'its condition Valid is False');
}
