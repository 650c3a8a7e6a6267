import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hostControl, parseScenario } from '../../lib/domain/scenario.ts';
import { shapedLink } from '../../lib/domain/shaped-link.ts';
import type { Invocation, Target, Testbed } from '../../lib/suite/ports.ts';
import { probeCapabilities } from '../../lib/targets/lab/capabilities.ts';
import { openLab } from '../../lib/targets/lab/target.ts';
import { findTool } from '../../lib/targets/lab/tool-environment.ts';
import { runProcess } from '../../lib/targets/process-runner.ts';
import { isClean, type Leftovers, leftoversOf, newSince } from '../faults/leftovers.ts';

const repository = new URL('../..', import.meta.url).pathname;
const node = `${repository}node_modules/.bin/node`;
const driver = `${repository}test/targets/lab-driver.ts`;
const host = await probeCapabilities();
const missingTool = ['iperf3', 'fortio'].find((tool) => !findTool(tool));
const noLab = host.noNamespaces ?? (missingTool ? `${missingTool} is not installed` : undefined);

/** Skips with the reason in the group's name and in the log. */
function describeUnless(reason: string | undefined, title: string, tests: () => void): void {
  if (reason === undefined) describe(title, tests);
  else {
    console.warn(`skipped: ${title}: ${reason}`);
    describe.skip(`${title} (skipped: ${reason})`, tests);
  }
}

// A busy host stretches what takes a second on an idle one.
const { signal } = new AbortController();
const from = (role: Invocation['role'], ...argv: [string, ...string[]]): Invocation => ({
  role,
  argv,
  timeoutSeconds: 20,
  placement: 'separate-cores',
});

describeUnless(noLab, 'a lab with A and B', () => {
  let lab: Target;
  let testbeds: Record<'A' | 'B', Testbed>;
  beforeAll(async () => {
    lab = await openLab({ spinners: false });
    const [a, b] = await Promise.all(['A', 'B'].map((name) => lab.open(parseScenario(name), signal)));
    if (a && b) testbeds = { A: a, B: b };
  }, 60_000);
  afterAll(async () => lab?.[Symbol.asyncDispose]());

  it('is what it claims, read back from the namespaces', () => {
    expect(testbeds.A).toMatchObject({
      mismatches: [],
      facts: { routing: 'native', mtu: 9001, services: 'kube-proxy-iptables', 'congestion control': 'cubic' },
    });
    expect(testbeds.B).toMatchObject({
      mismatches: [],
      facts: { routing: 'vxlan', mtu: 8951, 'tunnel TSO': 'off' },
    });
    expect(testbeds.A.id).not.toBe(testbeds.B.id);
  });

  it.each(['A', 'B'] as const)(
    '%s reaches every server at 1,000 Services, and counts the rules',
    async (name) => {
      const testbed = testbeds[name];
      const state = await testbed.setServices(1000, 1, signal);
      expect(state.place).toEqual({ index: 1004, of: 1004 });
      // 1,004 ports: a match, a choice and two rules an endpoint each; httpbin has a second; 8 stand besides.
      expect(state.samples).toContainEqual({
        metric: 'services.rules',
        outcome: 'value',
        value: 1004 * 4 + 3 + 8,
      });
      for (const server of ['fast-http', 'httpbin'] as const) {
        const { host: address, port } = testbed.address({ server, via: 'service' });
        const output = await testbed.exec(
          from('client', 'fortio', 'curl', `http://${address}:${port}/`),
          signal,
        );
        expect([server, output.exitCode, output.stderr]).toEqual([server, 0, expect.any(String)]);
      }
      const name1 = await testbed.exec(from('client', 'getent', 'hosts', 'httpbin'), signal);
      expect(name1.stdout).toContain('10.100.0.20');
      for (const via of ['pod', 'host'] as const) {
        const { host: address } = testbed.address({ server: 'iperf', via });
        const role = via === 'pod' ? 'client' : 'hostClient';
        const stream = await testbed.exec(from(role, 'iperf3', '-c', address, '-t', '1', '-J'), signal);
        expect(JSON.parse(stream.stdout).end.sum_received.bits_per_second).toBeGreaterThan(1e6);
      }
    },
  );

  it('programmes fewer Services again, with nothing left of the others', async () => {
    await testbeds.A.setServices(1000, 0, signal);
    const { samples, place } = await testbeds.A.setServices(4, 0, signal);
    expect(place).toEqual({ index: 1, of: 8 });
    expect(samples).toContainEqual({ metric: 'services.rules', outcome: 'value', value: 8 * 4 + 3 + 8 });
  });

  it('makes a bottleneck of the links for one command, and none after it', async () => {
    const { host: address } = testbeds.A.address({ server: 'iperf', via: 'pod' });
    const stream = async (link?: 'shaped') => {
      const command = from('client', 'iperf3', '-c', address, '-t', '2', '-J');
      const output = await testbeds.A.exec({ ...command, ...(link && { link }) }, signal);
      return JSON.parse(output.stdout).end.sum_received.bits_per_second;
    };
    const { bitsPerSecond } = shapedLink;
    // What the burst lets pass at first comes on top.
    expect(await stream('shaped')).toBeLessThan(1.1 * bitsPerSecond);
    expect(await stream()).toBeGreaterThan(1.1 * bitsPerSecond);
    expect(await lab.environment()).toMatchObject({ 'shaped link': expect.stringContaining('50 ms') });
  });

  it('hands over stdin, and says what could not run', async () => {
    const echoed = await testbeds.A.exec({ ...from('client', 'cat'), stdin: 'to the pod' }, signal);
    expect(echoed).toMatchObject({ stdout: 'to the pod', exitCode: 0, argv: ['cat'] });
    const missing = await testbeds.A.exec(from('client', 'no-such-tool'), signal);
    expect(missing).toMatchObject({ startError: 'no-such-tool: not found', exitCode: null });
  });

  it('kills at the time limit what runs in a pod, and on an abort', async () => {
    const slow = { ...from('client', 'sh', '-c', 'sleep 600 & wait'), timeoutSeconds: 0.5 };
    expect(await testbeds.A.exec(slow, signal)).toMatchObject({ timedOut: true, exitCode: null });
    const reason = new Error('enough');
    const controller = new AbortController();
    const running = testbeds.A.exec(from('client', 'sleep', '600'), controller.signal);
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    const left = await testbeds.A.exec(from('inspector', 'ps', 'ax'), signal);
    expect(left.stdout).not.toContain('sleep 600');
  });

  it('runs a command beside another', async () => {
    const output = await testbeds.A.exec(
      { ...from('client', 'echo', 'one'), beside: from('hostClient', 'echo', 'two') },
      signal,
    );
    expect(output).toMatchObject({ stdout: 'one\n', beside: { stdout: 'two\n', exitCode: 0 } });
  });

  it('counts the time of its servers, and what it cannot know it leaves out', async () => {
    const { host: address, port } = testbeds.A.address({ server: 'fast-http', via: 'pod' });
    const before = await testbeds.A.observe();
    const url = `http://${address}:${port}/`;
    await testbeds.A.exec(
      from('client', 'fortio', 'load', '-quiet', '-qps', '0', '-t', '500ms', url),
      signal,
    );
    const after = await testbeds.A.observe();
    const grown = (id: keyof typeof after.counters) => (after.counters[id] ?? 0) - (before.counters[id] ?? 0);
    expect(grown('server.user') + grown('server.system')).toBeGreaterThan(0);
    expect(grown('cpu.busy')).toBeGreaterThan(0);
    expect(grown('cpu.steal')).toBeGreaterThanOrEqual(0);
  });
});

describeUnless(missingTool && `${missingTool} is not installed`, 'a host that allows no namespaces', () => {
  it('has its loopback for the host roles, and nothing else', async () => {
    await using lab = await openLab({ spinners: false, idleGate: false });
    const testbed = await lab.open(hostControl, signal);
    const { host: address, port } = testbed.address({ server: 'iperf', via: 'host' });
    expect(address).toBe('127.0.0.1');
    const argv = ['iperf3', '-c', address, '-p', String(port), '-t', '1', '-J'] as const;
    const output = await testbed.exec(from('hostClient', ...argv), signal);
    expect([output.exitCode, output.stderr]).toEqual([0, '']);
    expect(() => testbed.address({ server: 'iperf', via: 'service' })).toThrow(/no service to reach/);
    const { samples } = await testbed.setServices(4, 0, signal);
    expect(samples.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped']);
  });
});

describeUnless(noLab, 'a driver that is killed', () => {
  it('leaves no process, mount or cgroup', async () => {
    const mark = randomUUID();
    const before = leftoversOf(mark);
    const child = spawn(node, [driver, 'hold', 'A'], {
      env: { ...process.env, NODE_OPTIONS: '', CNI_BENCH_TEST_MARK: mark },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('holding')) break;
    expect(leftoversOf(mark).processes.length).toBeGreaterThan(8);
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    expect(await leftAfter(2000, mark, before)).toEqual(newSince(before, before));
  }, 60_000);
});

/** Looks again and again whether all is gone, until this much time has passed. */
async function leftAfter(millis: number, mark: string, before: Leftovers): Promise<Leftovers> {
  const deadline = performance.now() + millis;
  for (;;) {
    const left = newSince(before, leftoversOf(mark));
    if (isClean(left) || performance.now() > deadline) return left;
    await delay(20);
  }
}

/** Why no other user can run this checkout: it lies in a folder of root's, or there is no such tool. */
async function noOtherUser(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'this is an ordinary user already';
  if (!findTool('setpriv')) return 'setpriv is not installed';
  const output = await runProcess(asNobody('test', '-x', node), { timeoutSeconds: 5 });
  return output.exitCode === 0 ? undefined : 'an ordinary user cannot read this checkout';
}

function asNobody(...argv: string[]): [string, ...string[]] {
  return ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', '--', ...argv];
}

describeUnless(noLab ?? (await noOtherUser()), 'an ordinary user', () => {
  it('has A and B, by way of a user namespace', async () => {
    const output = await runProcess(asNobody(node, driver, 'end', 'A', 'B'), {
      timeoutSeconds: 60,
      env: { NODE_OPTIONS: '', HOME: '/nonexistent', XDG_RUNTIME_DIR: '' },
    });
    expect([output.exitCode, output.stderr]).toEqual([0, expect.any(String)]);
    const lines = output.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { name: 'A', mismatches: [], output: { exitCode: 0 } },
      { name: 'B', mismatches: [], output: { exitCode: 0 } },
    ]);
  }, 90_000);
});
