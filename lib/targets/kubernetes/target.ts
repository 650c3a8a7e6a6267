import type { ClusterFacts } from '../../domain/datapath/cluster-facts.ts';
import { type Recognition, recognise } from '../../domain/datapath/recognise.ts';
import type { Images } from '../../domain/images.ts';
import { InputError } from '../../domain/input-error.ts';
import { ScenarioUnavailable, type Target } from '../../suite/ports.ts';
import { apply, workloadObjects } from './apply.ts';
import { cleanCluster } from './clean.ts';
import { readCluster } from './cluster.ts';
import { ClusterBusy } from './cluster-busy.ts';
import { readClusterFacts } from './cluster-facts.ts';
import { Commands } from './commands.ts';
import type { Connection } from './connection.ts';
import { Deployment } from './deployment.ts';
import { environmentOf } from './environment.ts';
import type { Script, Sections } from './inspector.ts';
import { type Ownership, ownershipOf } from './namespace.ts';
import { type RunLease, takeRunLease } from './run-lease.ts';
import { NodeGate } from './settle.ts';
import { openTestbed } from './testbed.ts';
import { readToolVersions } from './tool-versions.ts';
import { untilAnswered } from './until-answered.ts';

export interface KubernetesOptions {
  readonly images: Images;
  /** Leave the workloads on the cluster when the run ends. @default false */
  readonly keep?: boolean;
  /** Wait for quiet nodes before each step. @default true */
  readonly idleGate?: boolean;
}

/** A cluster that is measured, and what it was found to be. */
export interface KubernetesTarget extends Target {
  readonly recognition: Recognition;
  readonly clusterFacts: ClusterFacts;
  /** By workload: why it cannot be used. */
  readonly trouble: ReadonlyMap<string, string>;
  /** Aborted when another run has taken the cluster over. */
  readonly lost: AbortSignal;
}

/**
 * Deploys the workloads on a cluster, or adopts those that are there, and finds out which datapath it has.
 * What was made goes when the target is disposed of.
 * @throws InputError when the cluster cannot be used
 */
export async function openKubernetes(
  connection: Connection,
  { images, keep = false, idleGate = true }: KubernetesOptions,
  signal: AbortSignal,
): Promise<KubernetesTarget> {
  await using undo = new AsyncDisposableStack();
  const ownership = await ownershipOf(connection);
  const cluster = await readCluster(connection);
  const request = { images, clientsApartFromDns: cluster.nodes.length > 2 };
  const [space, ...workloads] = ownership === 'adopted' ? [] : workloadObjects(request);
  // The lease lies in the namespace, and what another run has put there must not be touched without it.
  if (space) await apply(connection, [space]);
  const lease = undo.use(await leaseOf(connection, ownership));
  if (ownership !== 'adopted' && !keep)
    undo.defer(async () => {
      // What is there after that is another run's.
      if (!lease.lost.aborted) await cleanCluster(connection);
    });
  await apply(connection, workloads);
  const deployment = new Deployment(connection, cluster);
  const clusterFacts = await factsOf(deployment, signal);
  const recognition = recognise(clusterFacts);
  const commands = new Commands(deployment);
  const gate = new NodeGate();
  const cleanUp = undo.move();
  return {
    kind: 'kube',
    recognition,
    clusterFacts,
    trouble: deployment.trouble,
    lost: lease.lost,
    environment: async () => environmentOf(cluster.version, cluster.nodes, deployment.placement()),
    toolVersions: (stop) => readToolVersions(commands, stop),
    async open(scenario, stop) {
      if (scenario.twin)
        throw new ScenarioUnavailable('a cluster is one copy of its scenario; a twin is another cluster');
      return openTestbed(deployment, commands, clusterFacts, scenario, stop);
    },
    async settle(stop) {
      await untilAnswered(connection, stop);
      if (!idleGate) return { waitedMillis: 0, quiet: true };
      const began = performance.now();
      const { client, server } = deployment.placement();
      const names = [client, server].flatMap(({ metadata }) => metadata?.name ?? []);
      // A node that does not answer is not known to be quiet; the step itself will say what is wrong.
      const ask = (name: string, script: Script) =>
        deployment.ask(name, script, stop).catch((): Sections => new Map());
      const quiet = await gate.wait((script) => Promise.all(names.map((name) => ask(name, script))));
      stop.throwIfAborted();
      return { waitedMillis: performance.now() - began, quiet };
    },
    [Symbol.asyncDispose]: () => cleanUp.disposeAsync(),
  };
}

/** Takes the lease; where none is to be had, an empty namespace of ours does not stay. */
async function leaseOf(connection: Connection, ownership: Ownership): Promise<RunLease> {
  try {
    return await takeRunLease(connection);
  } catch (error) {
    if (ownership === 'none' && !(error instanceof ClusterBusy))
      await cleanCluster(connection).catch(() => undefined);
    throw error;
  }
}

async function factsOf(deployment: Deployment, signal: AbortSignal): Promise<ClusterFacts> {
  try {
    await deployment.untilReady(signal);
    return await readClusterFacts(deployment, signal);
  } catch (error) {
    signal.throwIfAborted();
    const reasons = [...deployment.trouble].map(([workload, reason]) => `${workload}: ${reason}`);
    const why = reasons[0] ?? (error instanceof Error ? error.message : String(error));
    throw new InputError(`--context: nothing can be measured in ${deployment.connection.context}: ${why}`);
  }
}
