import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseScenario } from '../../../../lib/domain/scenario.ts';
import { probeCapabilities } from '../../../../lib/targets/lab/capabilities.ts';
import { datapathOf, whyUnavailable } from '../../../../lib/targets/lab/datapaths.ts';
import { type Counters, readCounters } from '../../../../lib/targets/lab/model/counters.ts';
import { podPins } from '../../../../lib/targets/lab/model/routing.ts';
import { socketLbPins } from '../../../../lib/targets/lab/model/socket-lb.ts';
import { type OpenNamespaces, openNamespaces } from '../../../../lib/targets/lab/namespaces.ts';
import { openRunState } from '../../../../lib/targets/lab/run-state.ts';
import { resolvConf } from '../../../../lib/targets/lab/server-programs.ts';
import { layOutServices } from '../../../../lib/targets/lab/service-layout.ts';
import type { ServicePort } from '../../../../lib/targets/lab/service-model.ts';
import { enterNamespace } from '../../../../lib/targets/lab/testbed.ts';
import type { Echoed } from '../../../support/echo.ts';

// Nothing here is timed: on a busy machine it may take as long as it takes.

const host = await probeCapabilities();
const echo = new URL('../../../support/echo.ts', import.meta.url).pathname;
const port = 7;
const clusterIp = '10.100.0.99';
const never = new AbortController().signal;

/** The counters that packets of each model must move on the client's and the server's node; no others may. */
const paths: Readonly<Record<string, readonly (keyof Counters)[]>> = {
  C: ['encapsulated', 'deliveredToVeth'],
  D: ['toStack'],
  E: ['toNeighbour', 'deliveredToPeer'],
  'C+host-routing': ['encapsulated', 'deliveredToPeer'],
};

describe.each(Object.entries(paths))('model-%s', (name, moved) => {
  const scenario = parseScenario(name);
  const datapath = datapathOf(scenario, host);
  const reason = whyUnavailable(scenario, datapath, host);
  const test = reason === undefined ? it : it.skip;
  const because = reason === undefined ? '' : ` (${reason})`;
  const cleanUp = new AsyncDisposableStack();
  let lab: OpenNamespaces;
  let server: ChildProcess;

  /** Starts a program in a pod, a member of the scenario's cgroup as everything there is. */
  const inPod = (pod: string, ...argv: readonly string[]): [string, string[]] => {
    const [file = '', ...rest] = [...enterNamespace(pod, datapath, lab), process.execPath, echo, ...argv];
    return [file, rest];
  };
  const echoedBy = async (pod: string, address: string): Promise<Echoed> =>
    JSON.parse((await promisify(execFile)(...inPod(pod, 'client', address, String(port)))).stdout);
  const addressOf = (pod: string) => lab.pods.find(({ name: other }) => other === pod)?.address ?? '';
  const servicesWith = (count: number): readonly ServicePort[] => {
    const endpoints = [{ address: addressOf('server'), port }] as const;
    const [tcp, udp] = (['tcp', 'udp'] as const).map((protocol) => ({
      ...{ name: `test/echo:${protocol}`, protocol, clusterIp, port, endpoints },
    }));
    return [...layOutServices(lab.pods, count, 0).ports, ...(tcp && udp ? [tcp, udp] : [])];
  };

  beforeAll(async () => {
    if (reason !== undefined) return;
    const state = cleanUp.use(await openRunState());
    lab = cleanUp.use(
      await openNamespaces(datapath, { mode: 'root', resolvConf, cgroup2: host.cgroup2, state }),
    );
    server = spawn(...inPod('server', 'server', String(port)), { stdio: ['ignore', 'pipe', 'inherit'] });
    if (server.stdout) await once(server.stdout, 'data');
  });

  afterAll(async () => {
    await cleanUp.disposeAsync();
    if (reason !== undefined) return;
    await expect(access(lab.cgroup ?? '')).rejects.toThrow('ENOENT');
  });

  test(`carries streams, datagrams and fragments between nodes and within one${because}`, async () => {
    const peer = `${addressOf('server')}:${port}`;
    for (const pod of ['client', 'httpbin1']) {
      const { tcp, udp } = await echoedBy(pod, addressOf('server'));
      expect(tcp).toEqual({ intact: true, peer });
      expect(udp.map(({ bytes }) => bytes)).toEqual([1, 1400, 8000, 30_000]);
      for (const { intact, from } of udp) expect([intact, from]).toEqual([true, peer]);
    }
  });

  test(`shows a Service’s address to those who asked for it, and to no packet${because}`, async () => {
    await datapath.services.program(lab, servicesWith(4), never);
    const before = await readCounters(lab, 'node1', socketLbPins.maps);
    const { tcp, udp } = await echoedBy('client', clusterIp);
    const after = await readCounters(lab, 'node1', socketLbPins.maps);
    expect(tcp).toEqual({ intact: true, peer: `${clusterIp}:${port}` });
    for (const { intact, from } of udp) expect([intact, from]).toEqual([true, `${clusterIp}:${port}`]);
    expect(after.serviceTranslated - before.serviceTranslated).toBe(1 + udp.length);
  });

  test(`takes the path that its facts name${because}`, async () => {
    const facts = await Promise.all(
      [datapath.underlay, datapath.routing, datapath.services].map((part) => part.facts(lab)),
    );
    expect(Object.assign({}, ...facts)).toMatchObject({
      model: true,
      services: 'ebpf-socket',
      'host-routing': scenario.tunings.includes('host-routing') ? 'bpf' : 'stack',
      ...(scenario.routing === 'vxlan' ? { routing: 'vxlan' } : {}),
    });
    const path = ['toStack', 'encapsulated', 'deliveredToVeth', 'deliveredToPeer', 'toNeighbour'] as const;
    for (const node of lab.nodes.slice(0, 2)) {
      const counters = await readCounters(lab, node.name, podPins(node).maps);
      expect(path.filter((key) => counters[key] > 0).sort()).toEqual([...moved].sort());
      const rules = await lab.run(node.name, [`iptables-${host.iptables}-save`]);
      expect(rules).not.toContain('KUBE');
    }
  });

  test(`makes exactly the Services stand that were asked for${because}`, async () => {
    const program = (count: number) => datapath.services.program(lab, servicesWith(count), never);
    const few = await program(4);
    const many = await program(1000);
    // Each filler is a head and a slot, and they share their backend with others.
    expect(many.ruleCount - few.ruleCount).toBe(2 * (1000 - 4));
    expect((await program(4)).ruleCount).toBe(few.ruleCount);
  });
});
