import { randomUUID } from 'node:crypto';
import type { Scenario } from '../../domain/scenario.ts';
import { hostControl } from '../../domain/scenario.ts';
import { type Role, ScenarioUnavailable, type Target, type Testbed } from '../../suite/ports.ts';
import { type Capabilities, probeCapabilities } from './capabilities.ts';
import { openConntrackTables } from './conntrack.ts';
import { datapathOf, whyUnavailable } from './datapaths.ts';
import { readEnvironment } from './environment.ts';
import { openLoopback } from './loopback.ts';
import { openNamespaces } from './namespaces.ts';
import { type Placement, placementOn, usableProcessors } from './processors.ts';
import { cleanStrays, openRunState, type RunState } from './run-state.ts';
import { resolvConf, serverPrograms } from './server-programs.ts';
import { processesOf, startServers } from './servers.ts';
import { IdleGate } from './settle.ts';
import { type Spinners, startSpinners, whyNoSpinners } from './spinners.ts';
import { enterNamespace, namespaceOf, openTestbed } from './testbed.ts';
import { readToolVersions } from './tool-versions.ts';
import { warmUp } from './warm-up.ts';

export { cleanStrays } from './run-state.ts';

export interface LabOptions {
  /** Keep servers and clients on one processor each. @default true */
  readonly pin?: boolean;
  /** Keep idle processors from halting. @default true */
  readonly spinners?: boolean;
  /** Wait for a quiet host before each step; `false` waits for nothing. @default true */
  readonly idleGate?: boolean;
  /** How long the gate waits at most, s. @default 5 */
  readonly idleGateSeconds?: number;
}

/** What all testbeds of one lab share. */
interface Lab {
  readonly host: Capabilities;
  readonly state: RunState;
  readonly spinners: Spinners;
  readonly placement: Placement;
  /** PIDs of the servers, by testbed. */
  readonly servers: Map<string, readonly number[]>;
  /** By testbed: settled when its servers have loaded. Never rejects. */
  readonly warm: Map<string, Promise<void>>;
}

/**
 * The lab on this host's network namespaces. What dead drivers left is removed first. Everything that
 * it starts ends with this process, however that ends.
 */
export async function openLab(options: LabOptions = {}): Promise<Target> {
  const { pin = true, spinners: spin = true, idleGate = true, idleGateSeconds = 5 } = options;
  await using undo = new AsyncDisposableStack();
  await cleanStrays();
  const host = await probeCapabilities();
  const processors = usableProcessors();
  const noSpinners = spin ? whyNoSpinners() : 'switched off';
  const state = undo.use(await openRunState());
  const spinners = undo.use(await startSpinners(noSpinners ? [] : processors, state));
  const placement = placementOn(processors, pin);
  const gate = new IdleGate(spinners, processors.length, idleGateSeconds * 1000);
  const lab: Lab = { host, state, spinners, placement, servers: new Map(), warm: new Map() };
  const testbeds = undo.use(new AsyncDisposableStack());
  const cleanUp = undo.move();
  return {
    kind: 'lab',
    ...(host.noNamespaces === undefined ? {} : { hostAlone: host.noNamespaces }),
    environment: () =>
      readEnvironment(host, { pinning: placement.description, spinners: noSpinners ?? spinners.count }),
    toolVersions: readToolVersions,
    async open(scenario, signal) {
      const testbed = await openOne(lab, `${scenario.name}-${randomUUID()}`, scenario, signal);
      testbeds.defer(() => testbed[Symbol.asyncDispose]());
      return testbed;
    },
    async settle(signal) {
      await Promise.all(lab.warm.values());
      if (!idleGate) return { waitedMillis: 0, quiet: true };
      return gate.wait(signal);
    },
    [Symbol.asyncDispose]: () => cleanUp.disposeAsync(),
  };
}

async function openOne(lab: Lab, id: string, scenario: Scenario, signal: AbortSignal): Promise<Testbed> {
  const { host, placement, spinners, state } = lab;
  if (scenario.name === hostControl.name)
    return openLoopback({ id, scenario, placement, spinners, state }, signal);
  const datapath = datapathOf(scenario, host);
  const reason = whyUnavailable(scenario, datapath, host);
  if (reason) throw new ScenarioUnavailable(reason);
  signal.throwIfAborted();
  await using undo = new AsyncDisposableStack();
  const namespaces = undo.use(
    await openNamespaces(datapath, {
      mode: host.root ? 'root' : 'user',
      resolvConf,
      cgroup2: datapath.services.joinsCgroup ? host.cgroup2 : undefined,
      state,
    }),
  );
  const enter = (namespace: string) => enterNamespace(namespace, datapath, namespaces);
  const servers = await startServers(
    serverPrograms,
    ({ namespace, loadsLate }) => [...enter(namespace), ...(loadsLate ? [] : placement.server)],
    namespaces.scratch,
    signal,
  );
  const conntrack = await openConntrackTables(namespaces.nodes.map(({ name }) => namespaces.enter(name)));
  undo.defer(() => conntrack.close());
  undo.defer(() => {
    lab.servers.delete(id);
    lab.warm.delete(id);
  });
  const cleanUp = undo.move();
  const ownProcesses = () => ({
    spinners,
    servers: lab.servers.get(id) ?? [],
    allServers: [...lab.servers.values()].flat(),
    conntrack,
  });
  const close = () => cleanUp.disposeAsync();
  const where = { placement, spinners, enter: (role: Role) => enter(namespaceOf[role]) };
  const warm = warmUp(servers, namespaces.pods, where, signal)
    .catch(() => undefined)
    .then(async () => {
      const pids = await processesOf(servers);
      // It may have been closed meanwhile, and PIDs are used again.
      if (lab.warm.has(id)) lab.servers.set(id, pids);
    });
  lab.warm.set(id, warm);
  try {
    const parts = { id, scenario, datapath, namespaces, servers, where, warm, ownProcesses, close };
    return await openTestbed(parts, signal);
  } catch (error) {
    await close();
    throw error;
  }
}
