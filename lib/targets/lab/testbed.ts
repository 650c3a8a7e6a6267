import { contradictions, expectedLabFacts } from '../../domain/datapath/expected-datapath.ts';
import type { Sample } from '../../domain/sample.ts';
import type { Scenario } from '../../domain/scenario.ts';
import type { Role, ServicesState, Testbed } from '../../suite/ports.ts';
import { addressOf } from './addresses.ts';
import { type OwnProcesses, observeCounters } from './counters.ts';
import type { Datapath } from './datapath.ts';
import { execute, type Surroundings } from './execute.ts';
import { readFacts } from './facts.ts';
import type { OpenNamespaces } from './namespaces.ts';
import type { Server } from './servers.ts';
import { layOutServices } from './service-layout.ts';
import { whileShaped } from './shaped-link.ts';

/** Where a role's commands run. */
export const namespaceOf: Readonly<Record<Role, string>> = {
  client: 'client',
  server: 'server',
  hostClient: 'node1',
  hostServer: 'node2',
  dns: 'dns',
  inspector: 'node1',
};

/** What a lab testbed stands on. */
export interface TestbedParts {
  readonly id: string;
  readonly scenario: Scenario;
  readonly datapath: Datapath;
  readonly namespaces: OpenNamespaces;
  readonly servers: readonly Server[];
  readonly where: Surroundings;
  /** Settled when the servers have loaded; commands wait for it. Never rejects. */
  readonly warm: Promise<void>;
  ownProcesses(): OwnProcesses;
  close(): Promise<void>;
}

/** Joins a testbed's parts, programmes the standing Services, and reads the facts back. */
export async function openTestbed(parts: TestbedParts, signal: AbortSignal): Promise<Testbed> {
  const { id, scenario, datapath, namespaces, servers, where, warm } = parts;
  const setServices = async (count: number, place: number, stop: AbortSignal): Promise<ServicesState> => {
    const layout = layOutServices(namespaces.pods, count, place);
    const { ruleCount, syncMillis } = await datapath.services.program(namespaces, layout.ports, stop);
    const samples: Sample[] = [
      { metric: 'services.rules', outcome: 'value', value: ruleCount },
      { metric: 'services.sync', outcome: 'value', value: syncMillis },
    ];
    return { count, samples, ...(datapath.services.ordered ? { place: layout.place } : {}) };
  };
  await setServices(4, 0, signal);
  const facts = await readFacts(datapath, namespaces, servers);
  return {
    id,
    scenario,
    facts,
    mismatches: contradictions(expectedLabFacts(scenario), facts),
    async exec(invocation, stop) {
      await warm;
      const command = () => execute(invocation, where, stop);
      if (invocation.link !== 'shaped') return command();
      return whileShaped(namespaces, command);
    },
    address: (endpoint) => addressOf(endpoint, namespaces, servers),
    setServices,
    observe: async () => observeCounters(parts.ownProcesses()),
    [Symbol.asyncDispose]: parts.close,
  };
}

/** What stands before a command, or a server, that runs in a namespace of this datapath. */
export function enterNamespace(
  namespace: string,
  datapath: Datapath,
  namespaces: OpenNamespaces,
): readonly string[] {
  const { cgroup } = namespaces;
  const join = ['sh', '-c', 'echo 0 >"$0/cgroup.procs" && exec "$@"'];
  const joined = datapath.services.joinsCgroup && cgroup ? [...join, cgroup] : [];
  return [...joined, ...namespaces.enter(namespace)];
}
