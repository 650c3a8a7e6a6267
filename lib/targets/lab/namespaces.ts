import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from '../process-runner.ts';
import { removeCgroup } from './cgroup.ts';
import type { Datapath, LabNamespaces } from './datapath.ts';
import { type Holder, startHolder } from './holder.ts';
import type { RunState } from './run-state.ts';
import { toolEnvironment } from './tool-environment.ts';
import {
  creationLines,
  fabricConfig,
  type NamespaceConfig,
  nodeConfig,
  podConfig,
  topologyFor,
} from './topology.ts';

/** The namespaces of one scenario with what ends them. */
export interface OpenNamespaces extends LabNamespaces, AsyncDisposable {
  /** What stands before a command so that it runs in a namespace. */
  enter(namespace: string): readonly [string, ...string[]];
}

export interface NamespaceOptions {
  readonly mode: 'root' | 'user';
  readonly resolvConf: string;
  /** Where cgroup2 is mounted, when this scenario shall have a cgroup of its own. */
  readonly cgroup2: string | undefined;
  readonly state: RunState;
}

/** Makes nodes, pods and the links between them, and then lets the datapath's parts build on them. */
export async function openNamespaces(datapath: Datapath, options: NamespaceOptions): Promise<OpenNamespaces> {
  const topology = topologyFor(datapath.underlay.kind);
  await using undo = new AsyncDisposableStack();
  const scratch = await mkdtemp(join(tmpdir(), 'cni-bench-'));
  await options.state.remember('folder', scratch);
  undo.defer(() => rm(scratch, { recursive: true, force: true }));
  const cgroup = options.cgroup2 ? await makeCgroup(options.cgroup2, scratch, options.state) : undefined;
  if (cgroup) undo.defer(() => removeCgroup(cgroup));
  const holder = undo.use(await startHolder(options.mode, options.resolvConf));
  await options.state.remember('process', holder.parentPid);
  await options.state.remember('process', holder.pid);

  const lab = namespacesOf(holder, options.mode, { ...topology, cgroup, scratch });
  await lab.run('fabric', ['ip', '-batch', '-'], lines(creationLines(topology, datapath.underlay.podMtu)));
  const { congestion } = datapath;
  await Promise.all([
    configure(lab, 'fabric', fabricConfig(topology)),
    ...topology.nodes.map((node) => configure(lab, node.name, nodeConfig(node, topology, congestion))),
    ...topology.pods.map((pod) => configure(lab, pod.name, podConfig(pod, congestion))),
  ]);
  for (const part of [datapath.underlay, datapath.routing, datapath.services]) await part.build(lab);
  const cleanUp = undo.move();
  return { ...lab, [Symbol.asyncDispose]: () => cleanUp.disposeAsync() };
}

async function makeCgroup(cgroup2: string, scratch: string, state: RunState): Promise<string> {
  const cgroup = join(cgroup2, scratch.slice(scratch.lastIndexOf('/') + 1));
  await state.remember('cgroup', cgroup);
  await mkdir(cgroup);
  return cgroup;
}

const lines = (batch: readonly string[]) => `${batch.join('\n')}\n`;

function namespacesOf(
  holder: Holder,
  mode: 'root' | 'user',
  rest: Omit<LabNamespaces, 'holderPid' | 'run'>,
): LabNamespaces & Pick<OpenNamespaces, 'enter'> {
  const user = mode === 'user' ? ['--user', '--preserve-credentials'] : [];
  const enter = (namespace: string): readonly [string, ...string[]] => {
    const net = namespace === 'fabric' ? '--net' : `--net=/proc/${holder.pid}/root/run/netns/${namespace}`;
    return ['nsenter', '--target', String(holder.pid), ...user, '--mount', '--pid', net, '--'];
  };
  return {
    ...rest,
    holderPid: holder.pid,
    enter,
    async run(namespace, argv, stdin) {
      const output = await runProcess([...enter(namespace), ...argv], {
        timeoutSeconds: 30,
        env: toolEnvironment(),
        ...(stdin === undefined ? {} : { stdin }),
      });
      if (output.exitCode === 0) return output.stdout;
      const why = output.startError ?? (output.timedOut ? 'no end after 30 s' : output.stderr.trim());
      throw new Error(`${argv.join(' ')} in ${namespace}: ${why || `status ${output.exitCode}`}`);
    },
  };
}

/** One process a namespace: sysctls by redirection, everything else by one `ip -batch`. */
async function configure(lab: LabNamespaces, namespace: string, config: NamespaceConfig): Promise<void> {
  // A kernel without IPv6 has no such sysctl, and needs none.
  const sysctls = Object.entries(config.sysctls).map(
    ([key, value]) => `[ ! -e /proc/sys/${key} ] || echo ${value} >/proc/sys/${key}`,
  );
  const script = `${sysctls.join(' && ')} && exec ip -batch -`;
  await lab.run(namespace, ['sh', '-c', script], lines(config.ip));
}
