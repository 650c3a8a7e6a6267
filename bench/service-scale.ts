/**
 * How fast Services and their EndpointSlices are made and removed through the target's client, as a share of
 * what a bare keep-alive HTTP client does with the same requests, against the same API server, with the same
 * number of requests under way. Both take turns.
 *
 *   testbed/up --control-plane-only
 *   KUBECONFIG=... npm run bench:service-scale -- [SERVICES] [TURNS]
 */
import { Agent, request } from 'node:https';
import pMap from 'p-map';
import { namespace, partOf } from '../charts/labels.ts';
import { scaleEndpoints, scaleService, scaleServiceName } from '../charts/service-scale.ts';
import { connect } from '../lib/targets/kubernetes/connection.ts';
import { concurrency, removeEach, scaleTo } from '../lib/targets/kubernetes/service-objects.ts';

const [services = 5000, turns = 3] = process.argv.slice(2).map(Number);
const podAddress = '10.0.0.1';
const connection = connect(undefined, process.env);
const names = Array.from({ length: services }, (_, index) => scaleServiceName(index));
const signal = new AbortController().signal;

const cluster = connection.config.getCurrentCluster();
const user = connection.config.getCurrentUser();
const decode = (text: string | undefined) => Buffer.from(text ?? '', 'base64');
const agent = new Agent({
  keepAlive: true,
  maxSockets: concurrency,
  ca: decode(cluster?.caData),
  cert: decode(user?.certData),
  key: decode(user?.keyData),
});

function send(method: 'POST' | 'DELETE', path: string, body?: object): Promise<void> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const sent = request(`${cluster?.server}${path}`, { agent, method, headers }, (response) => {
      response.resume().on('end', () => {
        if ((response.statusCode ?? 500) < 300) resolve();
        else reject(new Error(`${method} ${path} was answered ${response.statusCode}`));
      });
    });
    sent.on('error', reject).end(text);
  });
}

const slices = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`;
const plain = `/api/v1/namespaces/${namespace}/services`;

const bare = {
  async make() {
    await pMap(
      names,
      async (_name, index) => {
        await send('POST', slices, {
          ...scaleEndpoints(index, [podAddress]),
          apiVersion: 'discovery.k8s.io/v1',
          kind: 'EndpointSlice',
        });
        await send('POST', plain, { ...scaleService(index), apiVersion: 'v1', kind: 'Service' });
      },
      { concurrency },
    );
  },
  async remove() {
    await pMap(
      names,
      async (name) => {
        await send('DELETE', `${plain}/${name}`);
        await send('DELETE', `${slices}/${name}`);
      },
      { concurrency },
    );
  },
};
const target = {
  make: () => scaleTo(connection, services, podAddress, signal),
  remove: () => removeEach(connection, names, signal),
};

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

await connection.core.createNamespace({ body: { metadata: { name: namespace, labels: { ...partOf } } } });
try {
  const totals = { target: 0, bare: 0 };
  for (let turn = 0; turn < turns; turn += 1) {
    const order = turn % 2 === 0 ? (['bare', 'target'] as const) : (['target', 'bare'] as const);
    for (const who of order) {
      const client = { target, bare }[who];
      const [made, removed] = [await seconds(client.make), await seconds(client.remove)];
      totals[who] += made + removed;
      const rate = (took: number) => `${Math.round((2 * services) / took)}/s`;
      console.log(`${who.padEnd(6)}  made ${rate(made)}, removed ${rate(removed)} (objects)`);
    }
  }
  console.log(
    `rate of the target, as a share of the bare client's: ${(totals.bare / totals.target).toFixed(2)}`,
  );
} finally {
  await connection.core.deleteNamespace({ name: namespace });
  agent.destroy();
}
