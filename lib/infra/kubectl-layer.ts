import { KubectlV31Layer } from '@aws-cdk/lambda-layer-kubectl-v31';
import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { KubectlLayer } from '../domain/versions.ts';

const layers = { 31: KubectlV31Layer, 35: KubectlV35Layer } as const satisfies Record<KubectlLayer, unknown>;

/** kubectl and helm for the functions that talk to the cluster. */
export function kubectlLayer(scope: Construct, id: string, layer: KubectlLayer): ILayerVersion {
  return new layers[layer](scope, id);
}
