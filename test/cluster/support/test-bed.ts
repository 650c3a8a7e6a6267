import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Input } from '../../../scripts/chart-inputs.ts';

const folder = fileURLToPath(new URL('../../../testbed', import.meta.url));

/** One of several test beds on a machine, see testbed/README.md. */
export interface Instance {
  /** Of its network namespaces and cgroups. */
  readonly name: string;
  /** Of its API server, on the loopback. */
  readonly port: number;
  /** Its own folder. */
  readonly state: string;
}

function scriptsOf(instance?: Instance) {
  const env = instance && {
    KUBE_TESTBED_NAME: instance.name,
    KUBE_TESTBED_PORT: String(instance.port),
    KUBE_TESTBED_STATE: instance.state,
  };
  return (name: string, ...args: string[]) =>
    execa(`${folder}/${name}`, args, { stdin: 'ignore', ...(env && { env }) });
}

/** The pod networks that the test bed can have, by the scenario that each shows. */
export type Mode = 'A' | 'B' | 'C' | 'D' | 'E';

const upOptions: Readonly<Record<Mode, readonly string[]>> = {
  A: [],
  B: ['--no-cni'],
  C: ['--no-cni', '--no-kube-proxy'],
  D: ['--no-cni', '--no-kube-proxy'],
  E: ['--no-cni', '--no-kube-proxy'],
};

/** Builds what is missing of the test bed (a quarter of an hour on two processors), or says why it cannot be. */
export async function testBed(): Promise<Input> {
  if (userInfo().uid !== 0) return { missing: 'the test bed needs root' };
  if (!(await readFile('/proc/mounts', 'utf8')).match(/ cgroup \S*\bmemory\b/))
    return { missing: 'the test bed needs the memory controller on cgroup v1' };
  const built = await execa(`${folder}/build`, ['cilium'], { stdout: process.stderr, reject: false });
  return built.failed ? { missing: `testbed/build cilium ended with ${built.exitCode}` } : { path: folder };
}

/** A cluster that is up, and its end. */
export interface Cluster extends AsyncDisposable {
  readonly kubeconfig: string;
  /** @returns what kubectl prints */
  kubectl(...args: string[]): Promise<string>;
  /** Ends a process of the control plane and starts it anew, until the API server is ready again. */
  restart(name: string): Promise<void>;
}

/**
 * Starts a test bed with the datapath of a scenario.
 * @param instance another one than that which `testbed/up` starts
 * @param options of `testbed/up`, besides those of the datapath
 */
export async function startCluster(
  mode: Mode,
  instance?: Instance,
  options: readonly string[] = [],
): Promise<Cluster> {
  await using undo = new AsyncDisposableStack();
  const script = scriptsOf(instance);
  const down = async () => {
    await script('down');
  };
  await down();
  // What came up halfway goes down, too.
  undo.defer(down);
  const { stdout } = await script('up', ...upOptions[mode], ...options);
  const kubeconfig = /KUBECONFIG=(\S+)/.exec(stdout)?.[1];
  if (kubeconfig === undefined) throw new Error(`testbed/up names no kubeconfig: ${stdout}`);
  if (mode !== 'A') await script('cilium/install', mode);
  const closing = undo.move();
  return {
    kubeconfig,
    kubectl: async (...args) => (await script('kubectl', ...args)).stdout,
    restart: async (name) => {
      await script('restart', name);
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
