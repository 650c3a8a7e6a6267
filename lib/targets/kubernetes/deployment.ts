import type { V1Node, V1Pod, V1Service } from '@kubernetes/client-node';
import { namespace } from '../../../charts/labels.ts';
import { apiReason, codeOf } from './api-error.ts';
import type { ClusterObjects } from './cluster.ts';
import type { Connection } from './connection.ts';
import type { Container } from './exec-socket.ts';
import { inspect, type Script, type Sections } from './inspector.ts';
import { type Placement, provePlacement } from './placement.ts';
import { Pods, placeOf } from './pods.ts';
import { untilReady, type WorkloadTrouble, workloadPods } from './ready.ts';
import { watchUntil } from './watch-until.ts';

const readyTimeoutSeconds = 300;
const inspectTimeoutSeconds = 60;
const endTimeoutSeconds = 60;

/** The workloads on a cluster, as they are at the moment. */
export class Deployment {
  readonly connection: Connection;
  readonly cluster: ClusterObjects;
  #pods: Pods = new Pods([]);
  #workloads: readonly V1Pod[] = [];
  #services: readonly V1Service[] = [];
  #trouble: WorkloadTrouble = new Map();

  constructor(connection: Connection, cluster: ClusterObjects) {
    this.connection = connection;
    this.cluster = cluster;
  }

  get pods(): Pods {
    return this.#pods;
  }

  get workloads(): readonly V1Pod[] {
    return this.#workloads;
  }

  get services(): readonly V1Service[] {
    return this.#services;
  }

  /** Of the last time that all were waited for. */
  get trouble(): WorkloadTrouble {
    return this.#trouble;
  }

  /** Waits until all workloads are ready or beyond hope. */
  async untilReady(signal: AbortSignal): Promise<void> {
    this.#trouble = await untilReady(this.connection, readyTimeoutSeconds, signal);
    await this.refresh();
  }

  /**
   * Looks again at the pods and Services: what was replaced meanwhile is used from now on.
   * @throws Error in one line
   */
  async refresh(): Promise<void> {
    const { core } = this.connection;
    try {
      const [workloads, own, system] = await Promise.all([
        workloadPods(this.connection),
        core.listNamespacedService({ namespace, labelSelector: '!cni-bench/service-scale' }),
        core.listNamespacedService({ namespace: 'kube-system' }),
      ]);
      this.#workloads = workloads;
      this.#pods = new Pods(workloads);
      this.#services = [...own.items, ...system.items];
    } catch (error) {
      throw new Error(`the workloads cannot be listed: ${apiReason(error)}`);
    }
  }

  /** @throws Error when clients and servers are not where a measurement needs them */
  placement(): Placement {
    const placement = provePlacement(this.#pods, this.cluster.nodes);
    if (typeof placement === 'string') throw new Error(placement);
    return placement;
  }

  containerAt(place: { readonly workload: string; readonly container: string }): Container | undefined {
    return this.#pods.containerAt(place);
  }

  whyNot(workload: string): string {
    return `${workload}: ${this.#trouble.get(workload) ?? 'no pod of it is ready'}`;
  }

  /** Asks the inspector of a node. */
  async ask(node: string, script: Script, signal?: AbortSignal): Promise<Sections> {
    const inspector = this.#pods.containerAt(placeOf('inspector', 'sh'), node);
    if (!inspector) throw new Error(`${this.whyNot('node-inspector')} on ${node}`);
    return inspect(this.connection, inspector, script, inspectTimeoutSeconds, signal);
  }

  /** Whether nothing runs in a container but its own program: its cgroup has as many processes as it began with. */
  async isIdle(container: Container, signal: AbortSignal): Promise<boolean> {
    const pod = this.#workloads.find(({ metadata }) => metadata?.name === container.pod);
    const status = pod?.status?.containerStatuses?.find(({ name }) => name === container.container);
    const id = status?.containerID?.replace(/^.*:\/\//, '');
    const node = pod?.spec?.nodeName;
    if (id === undefined || node === undefined) return true;
    const count = `file=$(find /node/sys/fs/cgroup -path '*${id}/cgroup.procs' -o -path '*${id}.scope/cgroup.procs' | head -1)
[ -n "$file" ] && wc -l <"$file"`;
    const answer = await this.ask(node, { processes: count }, signal);
    return answer.get('processes') === '1';
  }

  /**
   * Deletes a pod, waits until its node has ended it, and then for the one that takes its place.
   * @throws Error in one line when it does not end
   */
  async replace({ pod }: Container, signal: AbortSignal): Promise<void> {
    const { core } = this.connection;
    const fieldSelector = `metadata.name=${pod}`;
    try {
      await core.deleteNamespacedPod({ namespace, name: pod, gracePeriodSeconds: 1 });
    } catch (error) {
      if (codeOf(error) !== 404) throw new Error(`${pod} cannot be replaced: ${apiReason(error)}`);
    }
    const left = await watchUntil<V1Pod>(
      this.connection,
      {
        path: `/api/v1/namespaces/${namespace}/pods`,
        list: () => core.listNamespacedPod({ namespace, fieldSelector }),
        fieldSelector,
      },
      (pods) => pods.length === 0,
      AbortSignal.any([signal, AbortSignal.timeout(endTimeoutSeconds * 1000)]),
    );
    signal.throwIfAborted();
    if (left.length > 0) throw new Error(`${pod} has not ended ${endTimeoutSeconds} s after it was deleted`);
    await this.untilReady(signal);
  }

  nodeNamed(name: string): V1Node | undefined {
    return this.cluster.nodes.find(({ metadata }) => metadata?.name === name);
  }
}
