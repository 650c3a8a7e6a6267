import type { V1Namespace } from '@kubernetes/client-node';
import { namespace, partOf } from '../../../charts/labels.ts';
import { InputError } from '../../domain/input-error.ts';
import { apiReason, codeOf } from './api-error.ts';
import type { Connection } from './connection.ts';

/** Who made the workloads: a namespace that has this label was made by a run, and goes with it. */
export const madeHere = { 'app.kubernetes.io/managed-by': 'cni-bench' } as const;

/** The name under which the API server keeps what we set. */
export const fieldManager = 'cni-bench';

export type Ownership =
  /** There is no such namespace. */
  | 'none'
  /** A run made it, this one or an earlier one. */
  | 'run'
  /** Somebody else put our workloads there, such as a stack or `cni-bench manifests`. */
  | 'adopted';

/**
 * Whose the benchmark's namespace is.
 * @throws InputError when it is there and not ours, or when it may not be looked at
 */
export async function ownershipOf(connection: Connection): Promise<Ownership> {
  const found = await readNamespace(connection);
  if (!found) return 'none';
  const labels = found.metadata?.labels ?? {};
  const has = (wanted: Readonly<Record<string, string>>) =>
    Object.entries(wanted).every(([key, value]) => labels[key] === value);
  if (!has(partOf))
    throw new InputError(
      `--context: the namespace "${namespace}" of ${connection.context} belongs to somebody else (it lacks the label ${Object.entries(partOf)[0]?.join('=')})`,
    );
  return has(madeHere) ? 'run' : 'adopted';
}

async function readNamespace({ core, context }: Connection): Promise<V1Namespace | undefined> {
  try {
    return await core.readNamespace({ name: namespace });
  } catch (error) {
    if (codeOf(error) === 404) return undefined;
    throw new InputError(`--context: ${context} cannot be used: ${apiReason(error)}`, { cause: error });
  }
}
