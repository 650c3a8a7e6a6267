import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { countedSteps, type JournalRecord, type StepRecord } from '../../lib/domain/journal.ts';
import { readRun } from '../../lib/results/read-run.ts';
import { cli } from '../support/cli.ts';
import { describeWith } from '../support/needs.ts';
import { startApiProxy } from './support/api-proxy.ts';
import { isIperfClient, nodeProcesses } from './support/node-processes.ts';
import { type Cluster, startCluster, testBed } from './support/test-bed.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = await mkdtemp(join(tmpdir(), 'cni-bench-faults-'));
afterAll(() => rm(scratch, { recursive: true }));

/** Beside a test bed that may be up already. */
const instance = { name: 'ktf', port: 18443, state: join(scratch, 'state') };
/** What `--json` prints of an event, as far as it is looked at. */
interface Told {
  readonly kind: string;
  readonly record?: StepRecord;
}

const ours = 'app.kubernetes.io/part-of=eks-cni-bench';
const pollMillis = 20;
const patience = 600_000;

describeWith('faults on a real cluster', { bed: await testBed() }, () => {
  // A routed pod network with kube-proxy, and Cilium without it.
  describe.each(['A', 'C'] as const)('%s', (mode) => {
    let cluster: Cluster;
    beforeAll(async () => {
      cluster = await startCluster(mode, instance);
    }, patience);
    afterAll(async () => cluster?.[Symbol.asyncDispose](), patience);
    const inCluster = (kubeconfig = cluster.kubeconfig) => ({ env: { KUBECONFIG: kubeconfig } });
    const left = () => cluster.kubectl('get', 'ns,svc,pods,leases', '-A', '-l', ours, '-o', 'name');
    afterEach(async () => expect(await left()).toBe(''), patience);

    /**
     * Measures, and does something in the middle of it.
     * @param meddle is told how the run goes
     */
    async function run(
      options: readonly string[],
      meddle: (event: Told, child: { kill(signal: 'SIGKILL'): boolean }) => void = () => undefined,
      kubeconfig = cluster.kubeconfig,
    ) {
      const results = await mkdtemp(join(scratch, 'results-'));
      const args = ['run', '--target', 'kube', '--blocks', '1', '--no-gate', '--json', '--results', results];
      const child = execa(`${root}/node_modules/.bin/node`, [`${root}/bin/bench.ts`, ...args, ...options], {
        ...inCluster(kubeconfig),
        reject: false,
        stdin: 'ignore',
        buffer: { stdout: false },
      });
      for await (const line of createInterface(child.stdout)) meddle(JSON.parse(line), child);
      const { exitCode, stderr } = await child;
      const [folder] = await readdir(results);
      const records: readonly JournalRecord[] = folder ? (await readRun(join(results, folder))).records : [];
      return { code: exitCode, stderr, records, counted: [...countedSteps(records).values()] };
    }

    /** Waits until a stream is measured on the test bed. */
    async function streaming(): Promise<void> {
      while (!(await nodeProcesses(instance.name)).some(isIperfClient)) await delay(pollMillis);
    }

    const failures = (records: readonly JournalRecord[]) =>
      records.flatMap((record) =>
        record.type === 'step' ? record.samples.filter(({ outcome }) => outcome === 'failed') : [],
      );
    const hasValue = ({ samples }: StepRecord) => samples.some(({ outcome }) => outcome === 'value');

    it('a connection that is cut in the middle of a measurement is a failure of its own kind', async () => {
      await using proxy = await startApiProxy(cluster.kubeconfig);
      let cut: Promise<void> | undefined;
      let most = 0;
      const over = new AbortController();
      // No two tools at once, whoever has lost sight of one.
      const counting = (async () => {
        while (!over.signal.aborted) {
          most = Math.max(most, (await nodeProcesses(instance.name)).filter(isIperfClient).length);
          await delay(pollMillis);
        }
      })();
      const ended = await run(
        ['--profile', 'standard', '--only', 'tcp'],
        ({ kind }) => {
          if (kind === 'step-started') cut ??= streaming().then(() => proxy.cut());
        },
        proxy.kubeconfig,
      );
      over.abort();
      await counting;
      await cut;
      expect(ended).toMatchObject({ code: 0 });
      const lost = failures(ended.records).filter((sample) => 'failure' in sample);
      expect(lost.length).toBeGreaterThan(0);
      for (const sample of lost) expect(sample).toMatchObject({ failure: 'connection-lost' });
      // On a busy machine the step may have been repeated as disturbed, and then it has its value.
      expect(ended.counted.filter(hasValue).length).toBeGreaterThanOrEqual(ended.counted.length - 1);
      expect(most).toBe(1);
    }, 300_000);

    it('a measured pod that is deleted voids its block, and the block is measured again', async () => {
      let deleted: Promise<unknown> | undefined;
      const ended = await run(['--profile', 'standard', '--only', 'tcp'], ({ kind }) => {
        if (kind !== 'step-started') return;
        const pods = ['-n', 'bench', 'delete', 'pod', '-l', 'app.kubernetes.io/name=iperf3-server'];
        deleted ??= streaming().then(() => cluster.kubectl(...pods, '--grace-period=1'));
      });
      await deleted;
      expect(ended).toMatchObject({ code: 0 });
      const voided = ended.records.filter(({ type }) => type === 'void');
      expect(voided).toEqual([expect.objectContaining({ block: 0, cause: 'testbed-lost' })]);
      expect(ended.counted.filter((step) => !hasValue(step))).toEqual([]);
      expect(new Set(ended.counted.map(({ testbed }) => testbed)).size).toBe(1);
    }, 300_000);

    it('a kubelet that stops fails what needs it, and the run goes on when it is back', async () => {
      let stopped: Promise<number> | undefined;
      const goOn = async () => {
        if (stopped) process.kill(await stopped, 'SIGCONT');
      };
      const stop = async () => {
        const name = 'app.kubernetes.io/name=iperf3-server';
        const query = ['-n', 'bench', 'get', 'pod', '-l', name, '-o', 'jsonpath={.items[0].spec.nodeName}'];
        const node = (await cluster.kubectl(...query)).replace('node-', 'n');
        const kubelet = (await nodeProcesses(instance.name, node)).find(({ argv }) =>
          argv[0]?.endsWith('kubelet'),
        );
        if (!kubelet) throw new Error(`no kubelet on ${node}`);
        await streaming();
        process.kill(kubelet.pid, 'SIGSTOP');
        return kubelet.pid;
      };
      const ended = await run(['--profile', 'standard', '--only', 'tcp'], ({ kind, record }) => {
        if (kind === 'step-started') stopped ??= stop();
        // It is back as soon as its absence is on record.
        const isMissed = record?.samples.some(({ outcome }) => outcome === 'failed') === true;
        if (isMissed || kind === 'block-voided' || kind === 'step-repeated') void goOn();
      });
      await goOn();
      expect(ended).toMatchObject({ code: 0 });
      const reasons = failures(ended.records).map((sample) => ('reason' in sample ? sample.reason : ''));
      expect(reasons).toContainEqual(expect.stringMatching(/^the testbed failed: the inspector .* in time$/));
      expect(ended.counted.filter(hasValue).length).toBeGreaterThanOrEqual(ended.counted.length - 1);
    }, 600_000);

    it('an image and a tool that are missing are said, and the rest is measured', async () => {
      const httpbin = 'docker.io/kennethreitz/httpbin@sha256:';
      const digest = '599fe5e5073102dbb0ee3dbb65f049dab44fa9fc251f6835c9990f8fb196a72b';
      const images = `iperf3=registry.example/none:1,dnsperf=${httpbin}${digest}`;
      const ended = await run([
        ...['--profile', 'quick', '--only', 'tcp,rtt,dns-latency', '--images', images],
      ]);
      expect(ended).toMatchObject({ code: 0 });
      expect(ended.stderr).toMatch(
        /^goes on without iperf3-client: iperf3: (ErrImagePull|ImagePullBackOff) \(/m,
      );
      const of = (point: string) => ended.counted.filter((step) => step.point.startsWith(point));
      const skipped = (tool: string) =>
        expect.objectContaining({ outcome: 'skipped', reason: `needs ${tool}, not found on this target` });
      for (const { samples } of of('tcp')) expect(samples).toEqual(samples.map(() => skipped('iperf3')));
      for (const { samples } of of('dns')) expect(samples).toEqual(samples.map(() => skipped('dnsperf')));
      expect(of('rtt').filter(hasValue).length).toBeGreaterThan(0);
    }, 300_000);

    it('a namespace of somebody else is left alone', async () => {
      await cluster.kubectl('create', 'namespace', 'bench');
      const theirs = 'cni-bench: --context: the namespace "bench" of kube-testbed belongs to somebody else';
      for (const args of [
        ['run', '--target', 'kube', '--results', scratch],
        ['clean', '--context', 'kube-testbed'],
      ]) {
        const { code, stderr } = await cli(args, inCluster());
        expect({ code, last: stderr.split('\n').at(-1) }).toEqual({
          code: 2,
          last: expect.stringContaining(theirs),
        });
      }
      await cluster.kubectl('delete', 'namespace', 'bench');
    }, 120_000);

    it('a user without rights is told the first that is missing', async () => {
      await cluster.kubectl('-n', 'default', 'create', 'serviceaccount', 'nobody');
      const token = await cluster.kubectl('-n', 'default', 'create', 'token', 'nobody');
      const view = await cluster.kubectl('config', 'view', '--raw', '-o', 'json');
      const config = { ...JSON.parse(view), users: [{ name: 'nobody', user: { token } }] };
      config.contexts[0].context.user = 'nobody';
      const kubeconfig = join(scratch, 'nobody');
      await writeFile(kubeconfig, JSON.stringify(config));
      const { code, stdout, stderr } = await cli(['inspect'], inCluster(kubeconfig));
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(
        /^cni-bench: --context: kube-testbed cannot be used: namespaces "bench" is forbidden: .*nobody.*$/,
      );
    }, 120_000);

    it('what a killed run left is removed, but not while it may be alive', async () => {
      const ended = await run(['--profile', 'quick', '--only', 'rtt'], ({ kind }, child) => {
        if (kind === 'step-finished') child.kill('SIGKILL');
      });
      expect(ended.code).toBeUndefined();
      const clean = () => cli(['clean', '--context', 'kube-testbed'], inCluster());
      const early = await clean();
      expect(early).toMatchObject({ code: 2, stdout: '' });
      expect(early.stderr).toMatch(/^cni-bench: --context: another run measures in .* try again in \d+ s$/);
      // As it is a minute later.
      const old = JSON.stringify({ spec: { renewTime: '2026-01-01T00:00:00.000000Z' } });
      await cluster.kubectl('-n', 'bench', 'patch', 'lease', 'cni-bench-run', '--type=merge', '-p', old);
      const removed = ['bench', 'bench-other'].map((name) => `removed the namespace ${name} of kube-testbed`);
      expect(await clean()).toMatchObject({ code: 0, stdout: removed.join('\n') });
    }, 300_000);
  });
});
