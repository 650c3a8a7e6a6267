import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type V1Lease, V1MicroTime } from '@kubernetes/client-node';
import { namespace, partOf } from '../../../charts/labels.ts';
import { InputError } from '../../domain/input-error.ts';
import { apiReason, codeOf } from './api-error.ts';
import { ClusterBusy } from './cluster-busy.ts';
import type { Connection } from './connection.ts';

const name = 'cni-bench-run';
const durationSeconds = 60;
const renewMillis = 15_000;

/** The right to measure in a cluster: two runs at once would measure each other. */
export interface RunLease extends AsyncDisposable {
  /** Aborted when somebody else has taken it, which a run must not survive. */
  readonly lost: AbortSignal;
}

/**
 * Takes the lease of a cluster and renews it while it is held. One whose holder died is taken over after a
 * minute.
 * @throws ClusterBusy when another run holds it; InputError when it cannot be taken
 */
export async function takeRunLease(connection: Connection): Promise<RunLease> {
  const holder = `${hostname()}-${randomUUID()}`;
  let held = await take(connection, holder);
  const lost = new AbortController();
  const timer = setInterval(async () => {
    try {
      held = await write(connection, leaseOf(holder, held.metadata?.resourceVersion));
    } catch (error) {
      // A server that does not answer has not given it away.
      if (codeOf(error) === 409) lost.abort(new Error('another run has taken over this cluster'));
    }
  }, renewMillis);
  timer.unref();
  return {
    lost: lost.signal,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      if (lost.signal.aborted) return;
      await connection.coordination.deleteNamespacedLease({ namespace, name }).catch(() => undefined);
    },
  };
}

async function take(connection: Connection, holder: string): Promise<V1Lease> {
  const { coordination, context } = connection;
  try {
    const found = await coordination.readNamespacedLease({ namespace, name }).catch((error: unknown) => {
      if (codeOf(error) === 404) return undefined;
      throw error;
    });
    if (!found) return await coordination.createNamespacedLease({ namespace, body: leaseOf(holder) });
    const until = Number(found.spec?.renewTime?.getTime() ?? 0) + durationSeconds * 1000;
    if (until > Date.now()) throw new ClusterBusy(busy(context, found, until));
    return await write(connection, leaseOf(holder, found.metadata?.resourceVersion));
  } catch (error) {
    if (error instanceof InputError) throw error;
    // Two took it at once, and the other one was first.
    if (codeOf(error) === 409) throw new ClusterBusy(`--context: another run measures in ${context}`);
    throw new InputError(`--context: the lease of ${context} cannot be taken: ${apiReason(error)}`, {
      cause: error,
    });
  }
}

function busy(context: string, { spec }: V1Lease, until: number): string {
  const seconds = Math.ceil((until - Date.now()) / 1000);
  return `--context: another run measures in ${context} (${spec?.holderIdentity}); if it is dead, try again in ${seconds} s`;
}

/** With a resource version the server refuses it when somebody else was faster. */
function write({ coordination }: Connection, body: V1Lease): Promise<V1Lease> {
  return coordination.replaceNamespacedLease({ namespace, name, body });
}

function leaseOf(holderIdentity: string, resourceVersion?: string): V1Lease {
  return {
    metadata: { name, labels: { ...partOf }, ...(resourceVersion !== undefined && { resourceVersion }) },
    spec: { holderIdentity, leaseDurationSeconds: durationSeconds, renewTime: new V1MicroTime() },
  };
}
