import { execFileSync } from 'node:child_process';
import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib/core';
import { parseAllDocuments } from 'yaml';
import type { ValuesTree } from '../../../charts/values/value.ts';

export interface CiliumChart {
  readonly chart: string;
  readonly helm: string;
  /** The Kubernetes minor, since the chart asks for its API groups. */
  readonly kubernetes: string;
}

/**
 * What CDK's HelmChart puts into the template: the text that its handler gives to helm as a values file.
 * @param outdir that a CDK app may have
 */
function asCdkPasses(values: ValuesTree, outdir: string): string {
  const stack = new Stack(new App({ outdir }));
  return stack.resolve(stack.toJsonString(values));
}

/**
 * The ConfigMap `cilium-config` as the real chart renders it.
 * @throws Error with helm's words, such as what the chart's schema refuses
 */
export function renderCiliumConfig(
  { chart, helm, kubernetes }: CiliumChart,
  values: ValuesTree,
): Record<string, string> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cilium-values-'));
  const file = join(folder.path, 'values.yaml');
  writeFileSync(file, asCdkPasses(values, join(folder.path, 'cdk.out')));
  const rendered = execFileSync(
    helm,
    [
      ...['template', 'cilium', chart, '--namespace', 'kube-system', '--kube-version', `${kubernetes}.0`],
      ...['--show-only', 'templates/cilium-configmap.yaml', '--values', file],
    ],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HELM_CACHE_HOME: folder.path },
    },
  );
  for (const document of parseAllDocuments(rendered)) {
    const object = document.toJS();
    if (object?.kind === 'ConfigMap' && object.metadata.name === 'cilium-config') return object.data;
  }
  throw new Error('the chart rendered no cilium-config');
}
