import { setTimeout as delay } from 'node:timers/promises';
import type { Sample } from '../../domain/sample.ts';
import type { ServicesState } from '../../suite/ports.ts';
import { apiReason } from './api-error.ts';
import type { Connection } from './connection.ts';
import type { Script, Sections } from './inspector.ts';
import { scaleServices, scaleTo } from './service-objects.ts';
import {
  listEntries,
  readEntries,
  readServiceState,
  type ServiceModel,
  type ServiceState,
  serviceStateScript,
} from './service-state.ts';

/** How long the datapath may take to follow the API server. kube-proxy takes seconds for thousands. */
const patienceSeconds = 180;
const pollMillis = 100;

export interface ServiceScaler {
  readonly connection: Connection;
  readonly model: ServiceModel;
  /** Of the measured server: what the many Services point at. */
  readonly podAddress: string;
  /** Asks the inspector of the clients' node. */
  ask(script: Script, signal: AbortSignal): Promise<Sections>;
}

/**
 * Brings the cluster to a number of Services, those that are there anyway included, and waits until the
 * clients' node has them all. A cluster that has more of its own keeps them, and the state says how many.
 * kube-proxy orders Services as it likes, anew at each sync: where the measured one came to stand is read.
 * @throws Error in one line when they could not be made, or the datapath did not follow
 */
export async function setServices(
  scaler: ServiceScaler,
  wanted: number,
  signal: AbortSignal,
): Promise<ServicesState> {
  const { connection, model, ask } = scaler;
  const read = async () => readServiceState(model, await ask(serviceStateScript(model), signal));
  const before = await read();
  const there = (await scaleServices(connection)).length;
  const standing = (await allServices(connection)) - there;
  const scaled = Math.max(0, wanted - standing);
  await scaleTo(connection, scaled, scaler.podAddress, signal);
  const acknowledged = performance.now();
  const after = await untilScaled(read, scaled, signal);
  const syncMillis = performance.now() - acknowledged;
  const rules = after.rules ?? readEntries(await ask(listEntries, signal));
  const own = proxySyncMillis(before, after);
  const samples: Sample[] = [
    { metric: 'services.rules', outcome: 'value', value: rules },
    there !== scaled
      ? { metric: 'services.sync', outcome: 'value', value: syncMillis }
      : { metric: 'services.sync', outcome: 'skipped', reason: 'there were as many Services already' },
    ...(own === undefined
      ? []
      : [{ metric: 'services.proxy-sync', outcome: 'value', value: own } satisfies Sample]),
  ];
  return { count: standing + scaled, samples, ...(after.place && { place: after.place }) };
}

/** kube-proxy's own account of its syncs in between: the mean of them. */
function proxySyncMillis(before: ServiceState, after: ServiceState): number | undefined {
  if (!before.proxySync || !after.proxySync) return undefined;
  const count = after.proxySync.count - before.proxySync.count;
  return count > 0 ? (1000 * (after.proxySync.seconds - before.proxySync.seconds)) / count : undefined;
}

async function allServices({ core }: Connection): Promise<number> {
  try {
    return (await core.listServiceForAllNamespaces()).items.length;
  } catch (error) {
    throw new Error(`Services cannot be listed: ${apiReason(error)}`);
  }
}

async function untilScaled(
  read: () => Promise<ServiceState>,
  scaled: number,
  signal: AbortSignal,
): Promise<ServiceState> {
  const until = performance.now() + patienceSeconds * 1000;
  for (;;) {
    const state = await read();
    if (state.scaled === scaled) return state;
    if (performance.now() > until)
      throw new Error(
        `${patienceSeconds} s after the API server had ${scaled} Services, the node has ${state.scaled}`,
      );
    await delay(pollMillis, undefined, { signal });
  }
}
