import type { V1Pod } from '@kubernetes/client-node';
import { namespace, type Side, sideLabel } from '../../../charts/labels.ts';
import type { Role } from '../../suite/ports.ts';
import type { Container } from './exec-socket.ts';
import { isReady } from './pod-trouble.ts';
import { workloadOf } from './ready.ts';

/** Where a command of a role runs: the workload, and its container. */
interface Place {
  readonly workload: string;
  readonly container: string;
}

/**
 * The place of a command. Tools have pods of their own, as their images are; a shell belongs to the lookups.
 * @param tool the first word of the command
 */
export function placeOf(role: Role, tool: string): Place {
  switch (role) {
    case 'client':
      if (tool === 'fortio') return { workload: 'fortio-client', container: 'fortio' };
      if (tool === 'iperf3') return { workload: 'iperf3-client', container: 'iperf3' };
      return { workload: 'dns-client', container: 'dnsperf' };
    case 'hostClient':
      return { workload: 'host-client', container: tool === 'fortio' ? 'fortio' : 'iperf3' };
    case 'server':
      return { workload: 'iperf3-server', container: 'iperf3' };
    case 'hostServer':
      return { workload: 'host-server', container: 'iperf3' };
    case 'dns':
    case 'inspector':
      return { workload: 'node-inspector', container: 'inspector' };
  }
}

/** The pods of the workloads that are ready, at one moment. */
export class Pods {
  readonly #ready: readonly V1Pod[];

  constructor(pods: readonly V1Pod[]) {
    this.#ready = pods.filter(isReady);
  }

  /** The ready pods of a workload, oldest first. */
  of(workload: string): readonly V1Pod[] {
    return this.#ready
      .filter((pod) => workloadOf(pod) === workload)
      .toSorted((one, other) => created(one) - created(other));
  }

  /** The container of a place; undefined where no pod of it is ready. */
  containerAt({ workload, container }: Place, node?: string): Container | undefined {
    const pod = this.of(workload).find(({ spec }) => node === undefined || spec?.nodeName === node);
    const name = pod?.metadata?.name;
    return name === undefined ? undefined : { namespace, pod: name, container };
  }

  addressOf(workload: string): string | undefined {
    return this.of(workload)[0]?.status?.podIP;
  }

  /** The nodes that the pods of a side are on. */
  nodesOf(side: Side): string[] {
    const own = this.#ready.filter(({ metadata }) => metadata?.labels?.[sideLabel] === side);
    return [...new Set(own.flatMap(({ spec }) => spec?.nodeName ?? []))];
  }

  /**
   * Changes when a measured pod is replaced, or a container of it was started anew, as after a reboot of its
   * node: what is measured on both is not one block.
   */
  get identities(): string[] {
    return this.#ready
      .filter(({ metadata }) => metadata?.labels?.[sideLabel] !== undefined)
      .flatMap(({ metadata, status }) => [
        metadata?.uid ?? '',
        ...(status?.containerStatuses ?? []).flatMap(({ containerID }) => containerID ?? []),
      ])
      .sort();
  }
}

function created({ metadata }: V1Pod): number {
  return metadata?.creationTimestamp ? new Date(metadata.creationTimestamp).getTime() : 0;
}
