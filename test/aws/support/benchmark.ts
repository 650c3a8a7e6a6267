import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { clusterNameOf } from '../../../lib/domain/aws-names.ts';
import { policiesOf, stagePlan, stepsOf } from '../../../lib/domain/plan.ts';
import type { PolicyRecord } from '../../../lib/domain/policy/policy-record.ts';
import { parseScenario } from '../../../lib/domain/scenario.ts';
import type { StageId } from '../../../lib/domain/stage.ts';
import { S3Store } from '../../../lib/results/s3-store.ts';
import { ofType } from '../../infra/support/template.ts';
import { accessOf } from './cluster-access.ts';
import { type FakeCluster, startFakeCluster } from './fake-cluster.ts';
import { fakeDatapaths } from './fake-datapath.ts';
import { type LambdaProcess, lambdaProcess } from './lambda-process.ts';
import { bucket, type Cloud, motoCredentials } from './moto.ts';
import type { CloudFormationResponse, Provider, Request, ResourceType, Waiting } from './provider.ts';
import { startProxy } from './proxy.ts';
import type { Site } from './site.ts';

/** A deployed scenario: its functions as processes, its cluster, and a bucket behind a proxy. */
export class Benchmark implements AsyncDisposable {
  readonly cluster: FakeCluster;
  readonly proxy: Awaited<ReturnType<typeof startProxy>>;
  readonly stage: LambdaProcess;
  readonly #site: Site;
  readonly #cloud: Cloud;
  readonly #closing: AsyncDisposableStack;

  private constructor(
    site: Site,
    cloud: Cloud,
    parts: {
      cluster: FakeCluster;
      proxy: Benchmark['proxy'];
      stage: LambdaProcess;
      closing: AsyncDisposableStack;
    },
  ) {
    this.#site = site;
    this.#cloud = cloud;
    this.cluster = parts.cluster;
    this.proxy = parts.proxy;
    this.stage = parts.stage;
    this.#closing = parts.closing;
  }

  static async deploy(
    site: Site,
    cloud: Cloud,
    judge?: Parameters<typeof startProxy>[1],
  ): Promise<Benchmark> {
    await using undo = new AsyncDisposableStack();
    const { scenario, rbac } = site;
    const clusterName = clusterNameOf(parseScenario(scenario));
    const datapath = fakeDatapaths[scenario];
    const cluster = undo.use(
      await startFakeCluster(site.certificate, {
        clusterName,
        accessKeyIds: accessOf(site.stack.template).functions,
        datapath,
        rbac,
      }),
    );
    const proxy = undo.use(await startProxy(cloud.endpoint(), judge));
    const deployed = {
      bucket,
      endpoint: cluster.endpoint,
      certificateAuthority: Buffer.from(site.certificate.cert).toString('base64'),
    };
    undo.defer(() => void site.asked.push(...proxy.asked));
    const start = (prefix: string) => {
      const found = site.stack.function(prefix, deployed);
      // Each signs with a key of its own, by which its calls are known.
      const key = { AWS_ACCESS_KEY_ID: found.id, AWS_ENDPOINT_URL: proxy.endpoint };
      return undo.use(lambdaProcess(found, { ...motoCredentials, ...key }));
    };
    const [onEvent, begin, stage, finish] = [
      start('BenchmarkOnEvent'),
      start('BenchmarkBeginRun'),
      start('BenchmarkStage'),
      start('BenchmarkFinishRun'),
    ];
    site.functions = {
      onEvent: onEvent.invoke,
      'Custom::BeginRun': begin.invoke,
      'Custom::Stage': stage.invoke,
      'Custom::FinishRun': finish.invoke,
    };
    return new Benchmark(site, cloud, { cluster, proxy, stage, closing: undo.move() });
  }

  get provider(): Provider {
    return this.#site.provider;
  }

  /** The properties of the stack's only resource of a type, in short: one block of the quick profile. */
  get beginProperties(): Readonly<Record<string, string>> {
    const [[, resource] = []] = ofType(this.#site.stack.template, 'Custom::BeginRun');
    const { ServiceToken: _token, ServiceTimeout: _timeout, ...own } = Object(resource?.Properties);
    return { ...own, Profile: 'quick', Repetitions: '1' };
  }

  async begin(rest: Partial<Request> & { readonly run?: string } = {}): Promise<CloudFormationResponse> {
    const { run, ...request } = rest;
    const properties = { ...this.beginProperties, ...(run !== undefined && { Run: run }) };
    return this.send('Custom::BeginRun', { resource: 'Begin', properties, ...request });
  }

  /** Begins a run, and what it gives to the other resources. */
  async begun(run?: string): Promise<{ readonly RunId: string; readonly BegunAt: string }> {
    const { Data = {} } = await this.begin(run === undefined ? {} : { run });
    return { RunId: Data.RunId ?? '', BegunAt: Data.BegunAt ?? '' };
  }

  measure(stage: string, of: Readonly<Record<string, string>>, rest: Partial<Request> = {}) {
    return this.send('Custom::Stage', {
      resource: `Stage${stage}`,
      properties: { ...of, Stage: stage },
      ...rest,
    });
  }

  finish(of: Readonly<Record<string, string>>, rest: Partial<Request> = {}) {
    return this.send('Custom::FinishRun', { resource: 'Finish', properties: of, ...rest });
  }

  send(type: ResourceType, rest: Partial<Request> & Pick<Request, 'resource' | 'properties'>) {
    return this.provider.send({ RequestType: 'Create', type, ...rest });
  }

  /** The newest waiter of a type. */
  waiting(type: ResourceType): Waiting {
    const found = this.provider.waited.findLast(({ ResourceType }) => ResourceType === type);
    if (!found) throw new Error(`nobody waits for ${type}`);
    return found;
  }

  async store(runId: string): Promise<S3Store> {
    return S3Store.open({ client: this.#cloud.s3(), bucket, runId });
  }

  /** Steps and policies of a stage that were recorded, and how often each was. */
  async counted(runId: string, stage: StageId): Promise<{ planned: number; records: number; steps: number }> {
    const store = await this.store(runId);
    const part = stagePlan(store.run.plan, stage);
    const blocks = part.blocks.map(({ index }) => index);
    const planned = [...stepsOf(part)].length + policiesOf(part).length;
    const keys = (await store.records()).flatMap((record) => {
      if (record.type === 'step') return blocks.includes(record.block) ? [record.step] : [];
      return record.type === 'policy' && part.policies ? [record.case] : [];
    });
    return { planned, records: keys.length, steps: new Set(keys).size };
  }

  async policies(runId: string): Promise<PolicyRecord[]> {
    const records = await (await this.store(runId)).records();
    return records.filter((record) => record.type === 'policy');
  }

  /** As if whoever held them had not been heard of for a minute. */
  async forgetLeases(runId: string): Promise<void> {
    this.cluster.forgetLease();
    const lease = { holder: 'somebody dead', until: new Date(0).toISOString(), nonce: 'dead' };
    const Key = `runs/${runId}/lease.json`;
    await this.#cloud.s3().send(new PutObjectCommand({ Bucket: bucket, Key, Body: JSON.stringify(lease) }));
  }

  /** Keys of the bucket, without their prefix `runs/<id>/`. */
  async keys(runId: string): Promise<string[]> {
    const { Contents = [] } = await this.#cloud
      .s3()
      .send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `runs/${runId}/` }));
    return Contents.flatMap(({ Key }) => Key?.split('/').slice(2).join('/') ?? []);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#closing.disposeAsync();
  }
}
