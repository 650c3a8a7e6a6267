import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import { partOf } from '../../../charts/labels.ts';
import { refusalOf } from '../../../testbed/token-webhook/presigned-token.ts';
import type { Certificate } from './certificate.ts';
import { endOf, measures } from './fake-exec.ts';
import { type FakeObject, nodes, systemDaemonSets, workloads } from './fake-objects.ts';
import { accessOf, selected } from './fake-requests.ts';
import { motoCredentials } from './moto.ts';
import type { Rbac } from './rbac.ts';

/** The API server of a cluster of scenario A, as far as the suite speaks to one. */
export interface FakeCluster extends AsyncDisposable {
  readonly endpoint: string;
  /** Names of Services that runs made. */
  readonly scaled: () => string[];
  /** Commands that measured, in order. */
  readonly measured: string[];
  /** Why tokens were refused. */
  readonly refused: string[];
  /** The most that measured at one time. */
  readonly mostAtOnce: () => number;
  /** Runs before a measuring command is answered. */
  meanwhile: (count: number) => Promise<void> | void;
  /** How many requests are answered 503, as when the server is away for a while. */
  away: number;
  /** As if a minute had gone by without a word from who holds the cluster's lease. */
  forgetLease(): void;
}

const scaleLabel = 'cni-bench/service-scale';

export async function startFakeCluster(
  { key, cert }: Certificate,
  clusterName: string,
  rbac: Rbac,
): Promise<FakeCluster> {
  const own = workloads();
  const services = new Map<string, FakeObject>(own.services.map((one) => [one.metadata.name, one]));
  const slices = new Map<string, FakeObject>();
  const leases = new Map<string, FakeObject>();
  let version = 0;
  let atOnce = 0;
  let most = 0;
  const dns = { metadata: { name: 'kube-dns', labels: {} }, spec: { clusterIP: '10.100.0.10' } };
  const lists: Readonly<Record<string, () => Iterable<FakeObject>>> = {
    '/api/v1/nodes': () => nodes,
    '/api/v1/services': () => [...services.values(), dns],
    '/api/v1/namespaces/bench/pods': () => own.pods,
    '/api/v1/namespaces/kube-system/pods': () => [],
    '/api/v1/namespaces/kube-system/services': () => [dns],
    '/api/v1/namespaces/bench/services': () => services.values(),
    '/apis/discovery.k8s.io/v1/namespaces/bench/endpointslices': () => slices.values(),
    '/apis/apps/v1/namespaces/bench/deployments': () => own.deployments,
    '/apis/apps/v1/namespaces/bench/daemonsets': () => own.daemonSets,
    '/apis/apps/v1/namespaces/kube-system/daemonsets': () => systemDaemonSets,
  };
  const stores: Readonly<Record<string, Map<string, FakeObject>>> = {
    services,
    endpointslices: slices,
    leases,
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { path, query, access, collection } = accessOf(request);
    const send = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const fail = (status: number, message: string) => send(status, { kind: 'Status', message });
    const refusal = whyRefused(request);
    if (refusal !== undefined) return void fail(401, refusal);
    if (fake.away > 0) {
      fake.away -= 1;
      return void fail(503, 'as the test wants it');
    }
    if (path === '/version') return void send(200, { gitVersion: 'v1.35.2-eks-1' });
    if (access && !rbac.allows(access)) return void fail(403, `forbidden: ${access.verb} ${access.resource}`);
    const [, space] = /^\/api\/v1\/namespaces\/([^/]+)$/.exec(path) ?? [];
    if (space !== undefined) return void send(200, { metadata: { name: space, labels: partOf } });
    if (query.get('watch') === 'true') return void response.writeHead(200).flushHeaders();
    const list = lists[path];
    if (request.method === 'GET' && list)
      return void send(200, {
        metadata: { resourceVersion: '1' },
        items: [...list()].filter((one) => selected(one, query.get('labelSelector'))),
      });
    const [, resource = '', name] = /\/namespaces\/bench\/(\w+)(?:\/([^/]+))?$/.exec(path) ?? [];
    const store = stores[resource];
    if (!store) return void fail(404, `${path} not found`);
    if (collection && request.method === 'DELETE') {
      for (const [one, object] of store) if (selected(object, query.get('labelSelector'))) store.delete(one);
      return void send(200, {});
    }
    const there = name === undefined ? undefined : store.get(name);
    if (name !== undefined && !there) return void fail(404, `${path} not found`);
    if (request.method === 'GET') return void send(200, there);
    if (request.method === 'DELETE' && name !== undefined) {
      store.delete(name);
      return void send(200, {});
    }
    const object: FakeObject = JSON.parse(body);
    const taken = request.method === 'POST' && store.has(object.metadata.name);
    const stale = there && object.metadata.resourceVersion !== there.metadata.resourceVersion;
    if (taken || stale) return void fail(409, 'somebody was faster');
    version += 1;
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
    store.set(object.metadata.name, stored);
    send(201, stored);
  }

  function whyRefused({ headers }: IncomingMessage): string | undefined {
    const token = headers.authorization?.replace(/^Bearer /, '') ?? '';
    const keys = {
      accessKeyId: motoCredentials.AWS_ACCESS_KEY_ID,
      secretAccessKey: motoCredentials.AWS_SECRET_ACCESS_KEY,
    };
    // To the second, as the signature has it.
    const refusal = refusalOf(
      token,
      { clusterName, region: motoCredentials.AWS_REGION, keys: [keys] },
      new Date(),
    );
    if (refusal !== undefined) fake.refused.push(refusal);
    return refusal;
  }

  const server = createServer({ key, cert }, (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: ([first]) => first ?? false });
  server.on('upgrade', (request, socket, head) => {
    const { access, query } = accessOf(request);
    if (whyRefused(request) !== undefined || !access || !rbac.allows(access)) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, async (client) => {
      const argv = query.getAll('command');
      if (measures(argv)) {
        fake.measured.push(argv.join(' '));
        atOnce += 1;
        most = Math.max(most, atOnce);
        client.on('close', () => {
          atOnce -= 1;
        });
        await fake.meanwhile(fake.measured.length);
      }
      const { stdout = '', stderr = '', exitCode = 0 } = endOf(argv, fake.scaled().length);
      client.send(Buffer.concat([Buffer.from([1]), Buffer.from(stdout)]));
      client.send(Buffer.concat([Buffer.from([2]), Buffer.from(stderr)]));
      const causes = [{ reason: 'ExitCode', message: String(exitCode) }];
      const status = exitCode === 0 ? { status: 'Success' } : { status: 'Failure', details: { causes } };
      client.send(Buffer.concat([Buffer.from([3]), Buffer.from(JSON.stringify(status))]));
      client.close();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeCluster = {
    endpoint: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    scaled: () =>
      [...services.values()].flatMap(({ metadata }) => (metadata.labels[scaleLabel] ? metadata.name : [])),
    measured: [],
    refused: [],
    mostAtOnce: () => most,
    meanwhile: () => undefined,
    away: 0,
    forgetLease: () => leases.clear(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      for (const client of sockets.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}
