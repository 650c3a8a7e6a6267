import type { V1Pod } from '@kubernetes/client-node';
import { otherNamespace, selectorOf } from '../../../../charts/labels.ts';
import { policyClient, policyPods } from '../../../../charts/policy-pods.ts';
import type { PolicyAttempt, PolicyPeer } from '../../../domain/policy/policy-case.ts';
import type { Deployment } from '../deployment.ts';
import type { Container } from '../exec-socket.ts';
import { isReady, waitingReason } from '../pod-trouble.ts';
import { watchUntil } from '../watch-until.ts';

const patienceSeconds = 60;

/** Where attempts come from and go to. */
export interface Peer {
  readonly name: PolicyPeer | 'server';
  readonly address: string;
  readonly node: string;
  readonly container: Container;
}

/** The ends of all attempts, as they are when a matrix begins; what is not there has a reason. */
export class Peers {
  readonly #deployment: Deployment;
  readonly #other: V1Pod | string;

  private constructor(deployment: Deployment, other: V1Pod | string) {
    this.#deployment = deployment;
    this.#other = other;
  }

  /** Waits for the pod in the other namespace; those of the first one were waited for already. */
  static async find(deployment: Deployment, signal: AbortSignal): Promise<Peers> {
    return new Peers(deployment, await otherPod(deployment, signal));
  }

  /** @throws Error that says why it cannot be used */
  of(peer: PolicyPeer | 'server'): Peer {
    if (peer === 'other') {
      if (typeof this.#other === 'string') throw new Error(`${policyPods.other}: ${this.#other}`);
      return peerOf(peer, this.#other, policyClient);
    }
    const workload = peer === 'node' ? 'host-client' : policyPods[peer];
    const [pod] = this.#deployment.pods.of(workload);
    if (!pod) throw new Error(this.#deployment.whyNot(workload));
    return peerOf(peer, pod, peer === 'node' ? 'iperf3' : peer === 'server' ? 'http' : policyClient);
  }

  /** The address, or the name, that an attempt goes to. */
  hostOf({ to }: PolicyAttempt): string {
    return typeof to === 'string' ? this.of(to).address : to.name;
  }
}

function peerOf(name: Peer['name'], { metadata, spec, status }: V1Pod, container: string): Peer {
  const { name: pod, namespace } = metadata ?? {};
  if (pod === undefined || namespace === undefined || !spec?.nodeName || !status?.podIP)
    throw new Error(`the pod ${pod} has no address`);
  return { name, address: status.podIP, node: spec.nodeName, container: { namespace, pod, container } };
}

async function otherPod({ connection }: Deployment, signal: AbortSignal): Promise<V1Pod | string> {
  const labelSelector = Object.entries(selectorOf(policyPods.other))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const pods = await watchUntil<V1Pod>(
    connection,
    {
      path: `/api/v1/namespaces/${otherNamespace}/pods`,
      list: () => connection.core.listNamespacedPod({ namespace: otherNamespace, labelSelector }),
      labelSelector,
    },
    (seen) => seen.some(isReady),
    AbortSignal.any([signal, AbortSignal.timeout(patienceSeconds * 1000)]),
  );
  signal.throwIfAborted();
  const [first] = pods;
  return pods.find(isReady) ?? (first ? waitingReason(first) : 'there is no pod of it');
}
