import { createServer } from 'node:net';
import type { Sample } from '../../domain/sample.ts';
import type { Scenario } from '../../domain/scenario.ts';
import type { Endpoint, Testbed } from '../../suite/ports.ts';
import { type OwnProcesses, observeCounters } from './counters.ts';
import { execute } from './execute.ts';
import type { Placement } from './processors.ts';
import type { RunState } from './run-state.ts';
import type { ServerProgram } from './server-programs.ts';
import { processesOf, type Server, startServers } from './servers.ts';
import type { Spinners } from './spinners.ts';

export const loopback = '127.0.0.1';

export interface LoopbackOptions {
  readonly id: string;
  readonly scenario: Scenario;
  readonly placement: Placement;
  readonly spinners: Spinners;
  readonly state: RunState;
}

/** The host's own control, for a machine that allows no namespaces: the host roles alone, over 127.0.0.1. */
export async function openLoopback(options: LoopbackOptions, signal: AbortSignal): Promise<Testbed> {
  const { id, scenario, placement, spinners, state } = options;
  const ports = { iperf: await freePort(), echo: await freePort(), 'fast-http': await freePort() };
  // Without a PID namespace the kernel itself has to be asked to end the servers with their parent.
  const wrap = () => ['setpriv', '--pdeathsig', 'KILL', ...placement.server];
  const servers = await startServers(programsOn(ports), wrap, '/nonexistent', signal);
  for (const { pid } of servers) if (pid !== undefined) await state.remember('process', pid);
  const pids = [...servers.flatMap(({ pid }) => pid ?? []), ...(await processesOf(servers))];
  const own: OwnProcesses = {
    spinners,
    servers: pids,
    allServers: pids,
    conntrack: { entries: () => undefined, close: () => undefined },
  };
  return {
    id,
    scenario,
    facts: { label: scenario.name, routing: 'loopback', ...troubleOf(servers) },
    mismatches: [],
    exec: (invocation, stop) => execute(invocation, { placement, spinners, enter: () => [] }, stop),
    address: (endpoint) => ({ host: loopback, port: portOf(endpoint, ports) }),
    setServices: async (count) => ({ count, samples: noServices }),
    observe: async () => observeCounters(own),
    async [Symbol.asyncDispose]() {
      for (const pid of pids) killIfAlive(pid);
    },
  };
}

const noServices: readonly Sample[] = (['services.rules', 'services.sync'] as const).map((metric) => ({
  metric,
  outcome: 'skipped',
  reason: 'the host’s loopback has no Services',
}));

type Ports = Readonly<Record<'iperf' | 'echo' | 'fast-http', number>>;

function portOf({ server, via }: Endpoint, ports: Ports): number {
  if (via !== 'host') throw new Error(`without namespaces there is no ${via} to reach`);
  if (server === 'httpbin' || server === 'dns') throw new Error(`the host’s loopback has no ${server}`);
  return ports[server];
}

function programsOn(ports: Ports): ServerProgram[] {
  const off = ['-udp-port', 'disabled', '-grpc-port', 'disabled', '-redirect-port', 'disabled'];
  const http = `${loopback}:${ports['fast-http']}`;
  const echo = `${loopback}:${ports.echo}`;
  return [
    {
      name: 'iperf3 on the loopback',
      namespace: 'host',
      argv: ['iperf3', '--server', '--bind', loopback, '--port', String(ports.iperf)],
      listensOn: [ports.iperf],
    },
    {
      name: 'fortio on the loopback',
      namespace: 'host',
      argv: ['fortio', 'server', '-quiet', '-http-port', http, '-tcp-port', echo, ...off],
      listensOn: [ports['fast-http'], ports.echo],
    },
  ];
}

function troubleOf(servers: readonly Server[]): Record<string, string> {
  const troubles = servers.flatMap(({ trouble }) => trouble ?? []);
  return troubles.length > 0 ? { 'servers missing': troubles.join('; ') } : {};
}

/** A TCP port of the loopback that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, loopback, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}

/** Ends a process that may have ended already. */
export function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
