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

/** The right to measure in a cluster: two runs at once would measure each other. */
export interface RunLease extends AsyncDisposable {
  /** Aborted when somebody else has taken it, or removed it: a run must not survive that. */
  readonly lost: AbortSignal;
}

/**
 * Takes the lease of a cluster and renews it while it is held. One whose holder died is taken over after a
 * minute.
 * @throws ClusterBusy when another run holds it; InputError when it cannot be asked for
 */
export async function takeRunLease(
  connection: Connection,
  { renewMillis = 15_000 }: { readonly renewMillis?: number } = {},
): Promise<RunLease> {
  const holder = `${hostname()}-${randomUUID()}`;
  let held = await take(connection, holder);
  const lost = new AbortController();
  let renewing = false;
  const renew = async () => {
    if (renewing) return;
    renewing = true;
    try {
      held = await write(connection, leaseOf(holder, held));
    } catch {
      // An answer that was lost on its way has changed it, too. A server that does not answer has not given
      // it away.
      const found = await find(connection).catch(() => held);
      if (found?.spec?.holderIdentity === holder) held = found;
      else lost.abort(new Error(found ? 'another run has taken over this cluster' : 'its lease was removed'));
    } finally {
      renewing = false;
    }
  };
  const timer = setInterval(renew, renewMillis);
  timer.unref();
  lost.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return {
    lost: lost.signal,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      // Never that of a run which has taken it since.
      const { uid } = held.metadata ?? {};
      const found = await find(connection).catch(() => undefined);
      if (found?.spec?.holderIdentity !== holder) return;
      await connection.coordination
        .deleteNamespacedLease({
          namespace,
          name,
          ...(uid !== undefined && { body: { preconditions: { uid } } }),
        })
        .catch(() => undefined);
    },
  };
}

/**
 * For who would disturb a run that lives.
 * @throws ClusterBusy when one holds the lease
 */
export async function refuseWhileMeasured(connection: Connection): Promise<void> {
  const found = await find(connection).catch((error: unknown) => {
    throw new InputError(`--context: the lease of ${connection.context} cannot be read: ${apiReason(error)}`);
  });
  if (found) refuseHeld(connection, found);
}

async function take(connection: Connection, holder: string): Promise<V1Lease> {
  const { coordination, context } = connection;
  try {
    const found = await find(connection);
    if (!found) return await coordination.createNamespacedLease({ namespace, body: leaseOf(holder) });
    refuseHeld(connection, found);
    return await write(connection, leaseOf(holder, found));
  } catch (error) {
    if (error instanceof InputError) throw error;
    // Two took it at once, and the other one was first.
    if (codeOf(error) === 409) throw new ClusterBusy(`--context: another run measures in ${context}`);
    throw new InputError(`--context: the lease of ${context} cannot be taken: ${apiReason(error)}`, {
      cause: error,
    });
  }
}

async function find({ coordination }: Connection): Promise<V1Lease | undefined> {
  try {
    return await coordination.readNamespacedLease({ namespace, name });
  } catch (error) {
    if (codeOf(error) === 404) return undefined;
    throw error;
  }
}

function refuseHeld({ context }: Connection, { spec }: V1Lease): void {
  // The library types it as a date and gives the text.
  const until = new Date(spec?.renewTime ?? 0).getTime() + durationSeconds * 1000;
  const seconds = Math.ceil((until - Date.now()) / 1000);
  if (seconds > 0)
    throw new ClusterBusy(
      `--context: another run measures in ${context} (${spec?.holderIdentity}); if it is dead, try again in ${seconds} s`,
    );
}

/** With a resource version the server refuses it when somebody else was faster. */
function write({ coordination }: Connection, body: V1Lease): Promise<V1Lease> {
  return coordination.replaceNamespacedLease({ namespace, name, body });
}

function leaseOf(holderIdentity: string, found?: V1Lease): V1Lease {
  const { resourceVersion } = found?.metadata ?? {};
  return {
    metadata: { name, labels: { ...partOf }, ...(resourceVersion !== undefined && { resourceVersion }) },
    spec: { holderIdentity, leaseDurationSeconds: durationSeconds, renewTime: new V1MicroTime() },
  };
}
