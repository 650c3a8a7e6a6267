import type { k8s } from 'cdk8s-plus-31';
import { parseAllDocuments } from 'yaml';
import type { WorkloadOptions } from '../../charts/workload.ts';
import { workloadManifests } from '../../charts/workloads.ts';
import { defaultImages } from '../../lib/domain/images.ts';

/** A Kubernetes object as it is applied, as far as tests look into it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: {
    readonly replicas?: number;
    readonly template?: { readonly metadata: k8s.ObjectMeta; readonly spec: k8s.PodSpec };
  };
}

export function manifestsOf(options: Partial<WorkloadOptions> = {}): Manifest[] {
  return parseAllDocuments(workloadManifests({ images: defaultImages, ...options })).map((document) =>
    document.toJS(),
  );
}

/** What the objects run, by the name of the object. */
export function podsOf(
  manifests: readonly Manifest[],
): { name: string; kind: string; replicas: number; labels: Record<string, string>; spec: k8s.PodSpec }[] {
  return manifests.flatMap(({ kind, metadata: { name }, spec }) =>
    spec?.template
      ? [
          {
            name,
            kind,
            replicas: spec.replicas ?? 1,
            labels: spec.template.metadata.labels ?? {},
            spec: spec.template.spec,
          },
        ]
      : [],
  );
}
