import { access, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Input } from '../../../scripts/chart-inputs.ts';
import type { KubernetesSchema, Typed } from '../../charts/support/kubernetes-schema.ts';

const version = '0.7.0';
const folder = fileURLToPath(
  new URL(`../../../node_modules/.cache/eks-cni-bench/kubeconform-${version}`, import.meta.url),
);

/** kubeconform, built by Go on first use; or why it is not to be had. */
export async function kubeconform(): Promise<Input> {
  const path = join(folder, 'kubeconform');
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (there) return { path };
  const build = await execa('go', ['install', `github.com/yannh/kubeconform/cmd/kubeconform@v${version}`], {
    // Outside of any module, so that no go.mod has a say.
    cwd: tmpdir(),
    env: { GOBIN: folder },
    reject: false,
    timeout: 300_000,
  });
  return build.failed ? { missing: `go cannot install kubeconform ${version}` } : { path };
}

/** Writes Kubernetes' schemas where kubeconform looks for them. */
export async function writeSchemas(schema: KubernetesSchema, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await Promise.all(
    schema.kinds().map((type) => writeFile(join(to, fileOf(type)), JSON.stringify(schema.schemaOf(type)))),
  );
}

/** `deployment-apps-v1.json`: of a group the first part alone. */
function fileOf({ apiVersion, kind }: Typed): string {
  const [group = '', ...rest] = apiVersion.split('/');
  return `${[kind, group.split('.')[0], ...rest].join('-').toLowerCase()}.json`;
}

/** What it found, object by object. */
export interface Verdict {
  readonly kind: string;
  readonly name: string;
  readonly status: string;
  readonly msg: string;
}

/** Judges objects as YAML by schemas of that folder alone, without a network. */
export async function judge(path: string, schemas: string, yaml: string): Promise<Verdict[]> {
  const { stdout } = await execa(
    path,
    [
      ...['-strict', '-verbose', '-output', 'json'],
      ...['-schema-location', `${schemas}/{{.ResourceKind}}{{.KindSuffix}}.json`],
    ],
    { input: yaml, reject: false },
  );
  const { resources }: { resources: Verdict[] } = JSON.parse(stdout);
  return resources;
}
