import type { V1Namespace } from '@kubernetes/client-node';
import { namespace, namespaces, otherNamespace, partOf } from '../../../charts/labels.ts';
import { InputError } from '../../domain/input-error.ts';
import { apiReason, codeOf } from './api-error.ts';
import type { Connection } from './connection.ts';

/** Who made the workloads: a namespace that has this label was made by a run, and goes with it. */
export const madeHere = { 'app.kubernetes.io/managed-by': 'cni-bench' } as const;

/** The name under which the API server keeps what we set. */
export const fieldManager = 'cni-bench';

export type Ownership =
  /** There are no such namespaces. */
  | 'none'
  /** A run made what there is, this one or an earlier one. */
  | 'run'
  /** Somebody else put our workloads there, such as a stack or `cni-bench manifests`. */
  | 'adopted';

/**
 * Whose the benchmark's namespaces are.
 * @throws InputError when one is there and not ours, when only the second is left of what somebody put there,
 * or when they may not be looked at
 */
export async function ownershipOf(connection: Connection): Promise<Ownership> {
  const owners = await Promise.all(namespaces.map((name) => ownerOf(connection, name)));
  const [measured, other] = owners;
  if (measured === 'none' && other === 'adopted')
    throw new InputError(
      `--context: of what somebody else put on ${connection.context} the namespace "${namespace}" is missing and "${otherNamespace}" is left: apply all of \`cni-bench manifests\` again, or delete "${otherNamespace}"`,
    );
  return (['adopted', 'run'] as const).find((owner) => owners.includes(owner)) ?? 'none';
}

async function ownerOf(connection: Connection, name: string): Promise<Ownership> {
  const found = await readNamespace(connection, name);
  if (!found) return 'none';
  const labels = found.metadata?.labels ?? {};
  const has = (wanted: Readonly<Record<string, string>>) =>
    Object.entries(wanted).every(([key, value]) => labels[key] === value);
  if (!has(partOf))
    throw new InputError(
      `--context: the namespace "${name}" of ${connection.context} belongs to somebody else (it lacks the label ${Object.entries(partOf)[0]?.join('=')})`,
    );
  return has(madeHere) ? 'run' : 'adopted';
}

async function readNamespace({ core, context }: Connection, name: string): Promise<V1Namespace | undefined> {
  try {
    return await core.readNamespace({ name });
  } catch (error) {
    if (codeOf(error) === 404) return undefined;
    throw new InputError(`--context: ${context} cannot be used: ${apiReason(error)}`, { cause: error });
  }
}
