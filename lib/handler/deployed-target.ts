import { namespace } from '../../charts/labels.ts';
import { defaultImages } from '../domain/images.ts';
import { InputError } from '../domain/input-error.ts';
import type { Target } from '../suite/ports.ts';
import type { Connection } from '../targets/kubernetes/connection.ts';
import { ownershipOf } from '../targets/kubernetes/namespace.ts';
import { openKubernetes } from '../targets/kubernetes/target.ts';

/** A target that somebody else may take over. */
export interface HeldTarget extends Target {
  readonly lost: AbortSignal;
}

/**
 * The workloads that the stack has put on its cluster. They are the stack's: nothing is deployed here.
 * @throws InputError when they are not there
 */
export async function openDeployed(connection: Connection, signal: AbortSignal): Promise<HeldTarget> {
  if ((await ownershipOf(connection)) !== 'adopted')
    throw new InputError(`${connection.context}: the namespace ${namespace} is not that of the stack`);
  return openKubernetes(connection, { images: defaultImages }, signal);
}
