import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type WebSocket, WebSocketServer } from 'ws';
import { partOf } from '../../../charts/labels.ts';
import { refusalOf } from '../../../testbed/token-webhook/presigned-token.ts';
import type { Certificate } from './certificate.ts';
import type { FakeDatapath } from './fake-datapath.ts';
import { type Ended, endOf, measures } from './fake-exec.ts';
import { workloads } from './fake-objects.ts';
import { FakeEnforcement } from './fake-policies.ts';
import { askedBy } from './fake-requests.ts';
import { FakeStore, status } from './fake-store.ts';
import { motoCredentials } from './moto.ts';
import type { Rbac } from './rbac.ts';

/** The API server of a cluster, as far as the suite speaks to one. */
export interface FakeCluster extends AsyncDisposable {
  readonly endpoint: string;
  /** Names of Services that runs made. */
  readonly scaled: () => string[];
  /** Names of the policies that are there. */
  readonly policies: () => string[];
  /** Commands that measured or tried a policy, in order. */
  readonly measured: string[];
  /** Why tokens were refused. */
  readonly refused: string[];
  /** The most that measured at one time. */
  readonly mostAtOnce: () => number;
  /** Runs before a measuring command is answered. */
  meanwhile: (count: number) => Promise<void> | void;
  /** How many requests are answered 503, as when the server is away for a while. */
  away: number;
  /** As if whoever held the cluster's lease had died more than a minute ago. */
  forgetLease(): void;
}

export interface FakeClusterOptions {
  readonly clusterName: string;
  /** Of those whom the cluster lets in. */
  readonly accessKeyIds: readonly string[];
  readonly datapath: FakeDatapath;
  readonly rbac: Rbac;
}

const scaleLabel = 'cni-bench/service-scale';
const deadLease = {
  metadata: { name: 'cni-bench-run', labels: {}, resourceVersion: '0' },
  spec: { holderIdentity: 'somebody dead', renewTime: new Date(0).toISOString() },
};
/** The channels of the exec protocol. */
const channel = { stdout: 1, stderr: 2, status: 3 } as const;

export async function startFakeCluster(
  { key, cert }: Certificate,
  { clusterName, accessKeyIds, datapath, rbac }: FakeClusterOptions,
): Promise<FakeCluster> {
  const own = workloads(datapath.scenario);
  const store = new FakeStore(datapath, own);
  const enforcement = new FakeEnforcement(() => store.policies, own.pods);
  let atOnce = 0;
  let most = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { path, asked } = askedBy(request);
    const send = (code: number, value: unknown) =>
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const refusal = whyRefused(request);
    if (refusal !== undefined) return void send(401, status(refusal));
    if (fake.away > 0) {
      fake.away -= 1;
      return void send(503, status('as the test wants it'));
    }
    if (path === '/version') return void send(200, { gitVersion: 'v1.35.2-eks-1' });
    if (!asked) return void send(...(store.discovery(path) ?? [404, status(`${path} not found`)]));
    const { access, query } = asked;
    if (!rbac.allows(access)) return void send(403, status(`forbidden: ${access.verb} ${access.resource}`));
    if (access.resource === 'namespaces')
      return void send(200, { metadata: { name: access.name, labels: partOf } });
    if (query.get('watch') === 'true') return void response.writeHead(200).flushHeaders();
    send(...store.answer(asked, body));
    enforcement.changed();
  }

  function whyRefused({ headers }: IncomingMessage): string | undefined {
    const token = headers.authorization?.replace(/^Bearer /, '') ?? '';
    const secretAccessKey = motoCredentials.AWS_SECRET_ACCESS_KEY;
    const keys = accessKeyIds.map((accessKeyId) => ({ accessKeyId, secretAccessKey }));
    const trust = { clusterName, region: motoCredentials.AWS_REGION, keys };
    const refusal = refusalOf(token, trust, new Date());
    if (refusal !== undefined) fake.refused.push(refusal);
    return refusal;
  }

  async function execute(client: WebSocket, pod: string, argv: readonly string[]): Promise<void> {
    if (measures(argv)) {
      fake.measured.push(argv.join(' '));
      atOnce += 1;
      most = Math.max(most, atOnce);
      client.on('close', () => {
        atOnce -= 1;
      });
      await fake.meanwhile(fake.measured.length);
    }
    const say = (to: number, words: string) =>
      client.send(Buffer.concat([Buffer.from([to]), Buffer.from(words)]));
    const tried = await enforcement.end(pod, argv, (words) => say(channel.stdout, words));
    const {
      stdout = '',
      stderr = '',
      exitCode = 0,
    }: Ended = tried ?? endOf(argv, datapath, fake.scaled().length);
    say(channel.stdout, stdout);
    say(channel.stderr, stderr);
    const causes = [{ reason: 'ExitCode', message: String(exitCode) }];
    const ended = exitCode === 0 ? { status: 'Success' } : { status: 'Failure', details: { causes } };
    say(channel.status, JSON.stringify(ended));
    client.close();
  }

  const server = createServer({ key, cert }, (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: ([first]) => first ?? false });
  server.on('upgrade', (request, socket, head) => {
    const { asked } = askedBy(request);
    if (whyRefused(request) !== undefined || !asked) return void socket.destroy();
    const { access, query } = asked;
    // Kubernetes 1.35 asks for both: the request's own verb, and that of what it does.
    const allowed = [access, { ...access, verb: 'create' }].map((one) => rbac.allows(one));
    if (allowed.includes(false)) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (client) => {
      void execute(client, access.name ?? '', query.getAll('command'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeCluster = {
    endpoint: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    scaled: () =>
      [...store.objects('bench services').values()].flatMap(({ metadata }) =>
        metadata.labels[scaleLabel] ? metadata.name : [],
      ),
    policies: () => store.policies.map(({ metadata }) => metadata.name),
    measured: [],
    refused: [],
    mostAtOnce: () => most,
    meanwhile: () => undefined,
    away: 0,
    forgetLease: () => void store.objects('bench leases').set(deadLease.metadata.name, deadLease),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      for (const client of sockets.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}
