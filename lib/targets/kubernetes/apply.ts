import { type KubernetesObject, PatchStrategy } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import { partOf } from '../../../charts/labels.ts';
import { workloadManifests } from '../../../charts/workloads.ts';
import type { Images } from '../../domain/images.ts';
import { InputError } from '../../domain/input-error.ts';
import { apiReason } from './api-error.ts';
import type { Connection } from './connection.ts';
import { fieldManager, madeHere } from './namespace.ts';

export interface WorkloadRequest {
  /** Mirrors already applied. */
  readonly images: Images;
  /** Off where there are only two nodes. */
  readonly clientsApartFromDns: boolean;
  readonly scenario?: string;
}

/** The workloads as objects of the API, labelled as made by a run; their namespace is the first. */
export function workloadObjects(request: WorkloadRequest): KubernetesObject[] {
  return parseAllDocuments(workloadManifests(request)).map((document) => {
    const object = document.toJS() as KubernetesObject;
    const labels = { ...partOf, ...object.metadata?.labels, ...madeHere };
    return { ...object, metadata: { ...object.metadata, labels } };
  });
}

/**
 * Puts objects on the cluster by server-side apply: what is there already becomes as it should be.
 * @throws InputError with the server's words when it refuses one
 */
export async function apply(connection: Connection, objects: readonly KubernetesObject[]): Promise<void> {
  for (const object of objects)
    try {
      await connection.objects.patch(
        object,
        undefined,
        undefined,
        fieldManager,
        true,
        PatchStrategy.ServerSideApply,
      );
    } catch (error) {
      throw new InputError(
        `--context: ${connection.context} refused ${object.kind} "${object.metadata?.name}": ${apiReason(error)}`,
      );
    }
}
