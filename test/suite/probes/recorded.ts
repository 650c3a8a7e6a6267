import { readdirSync, readFileSync } from 'node:fs';
import type { Observed } from '../../../lib/domain/observation.ts';
import type { Params } from '../../../lib/domain/point.ts';
import type { ToolOutput } from '../../../lib/suite/ports.ts';
import type { Probe } from '../../../lib/suite/probe.ts';
import { probes } from '../../../lib/suite/probes/registry.ts';

const folder = new URL('../../fixtures/tools/', import.meta.url);

/** What the real tools printed: iperf 3.12, Fortio 1.65.0, dnsperf 2.10.0, getent of glibc 2.36. */
export function recorded(name: string): ToolOutput[] {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

export const recordedNames = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

export function probeOf(id: string): Probe {
  const probe = probes.get(id);
  if (!probe) throw new Error(`no probe ${id}`);
  return probe;
}

/** The same outputs with another text. */
export const changed = (outputs: readonly ToolOutput[], change: (stdout: string) => string): ToolOutput[] =>
  outputs.map((output) => ({ ...output, stdout: change(output.stdout) }));

interface Recording {
  readonly name: string;
  readonly params: Params;
  /** The counters around it, for a probe that reads them. */
  readonly observed?: Observed;
}

/** What the counters of a target with a CNI's agents could have shown around a step of five seconds. */
export const busyNodes: Observed = {
  wallMillis: 5000,
  counters: {
    'cpu.busy': 2000,
    'cpu.foreign-user': 300,
    'cpu.foreign-system': 200,
    'cni.cpu-seconds': 0.05,
    'cni.memory-bytes': 2e8,
  },
};

/** One good recording of every probe that runs a tool, with the parameters that it was made with. */
export const goodRecordings: Readonly<Record<string, Recording>> = {
  tcp: { name: 'tcp.streams-1', params: { streams: 1, via: 'pod' } },
  'udp-max': { name: 'udp-max.pod', params: { via: 'pod' } },
  'udp-published': { name: 'udp-published.pod', params: { via: 'pod' } },
  rtt: { name: 'rtt.pod', params: { via: 'pod' } },
  'rtt-loaded': { name: 'rtt-loaded.pod', params: { via: 'pod' } },
  'rtt-published': { name: 'rtt-published.pod', params: { via: 'pod' } },
  connect: { name: 'connect.pod', params: { via: 'pod' } },
  http: {
    name: 'http.fast-1000',
    params: { server: 'fast-http', qps: 1000, keepalive: true, connections: 32 },
  },
  'dns-latency': { name: 'dns-latency.fqdn', params: { names: 'fqdn' } },
  'dns-capacity': { name: 'dns-capacity.clean', params: {} },
  'dns-getent': { name: 'dns-getent.lookups', params: {} },
  'tcp-paced': { name: 'tcp-paced.pod', params: { via: 'pod' }, observed: busyNodes },
  'connect-paced': { name: 'connect-paced.service', params: { via: 'service' }, observed: busyNodes },
  'tcp-shaped': { name: 'tcp-shaped.pod', params: { via: 'pod' } },
  'rtt-saturated': { name: 'rtt-saturated.shaped', params: { via: 'pod', link: 'shaped' } },
};
