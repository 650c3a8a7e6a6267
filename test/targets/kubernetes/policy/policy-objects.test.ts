import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { policyObject } from '../../../../charts/policies.ts';
import { type Connection, connectionOf } from '../../../../lib/targets/kubernetes/connection.ts';
import {
  makePolicy,
  PolicyRefused,
  removePolicies,
  removePolicy,
} from '../../../../lib/targets/kubernetes/policy/policy-objects.ts';

type Answer = readonly [status: number, body: object];
interface Asked {
  readonly line: string;
  readonly body: string;
}

/** An API server that writes down what it is asked and answers as told. */
function apiServer(answer: (line: string) => Answer) {
  const asked: Asked[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const line = `${request.method} ${decodeURIComponent(request.url ?? '')}`;
    asked.push({ line, body: await text(request) });
    const [status, body] = answer(line);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  return { server, asked };
}

describe('policies on an API server', () => {
  let answer: (line: string) => Answer;
  let connection: Connection;
  const { server, asked } = apiServer((line) => answer(line));

  beforeEach(async () => {
    asked.length = 0;
    answer = () => [200, {}];
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const config = new KubeConfig();
    config.loadFromClusterAndUser(
      {
        name: 'fake',
        server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        skipTLSVerify: true,
      },
      { name: 'nobody' },
    );
    connection = connectionOf(config);
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const policyOf = (...[id]: Parameters<typeof policyObject>) => {
    const policy = policyObject(id);
    if (!policy) throw new Error(`no policy of ${id}`);
    return policy;
  };

  it('arrive whole: without its `from` a rule would let everybody in', async () => {
    const policy = policyOf('ingress-pods');
    await makePolicy(connection, policy, { dryRun: true });
    await makePolicy(connection, policy);
    expect(asked.map(({ line }) => line)).toEqual([
      'POST /apis/networking.k8s.io/v1/namespaces/bench/networkpolicies?dryRun=All&fieldManager=cni-bench',
      'POST /apis/networking.k8s.io/v1/namespaces/bench/networkpolicies?fieldManager=cni-bench',
    ]);
    expect(JSON.parse(asked[1]?.body ?? '')).toMatchObject({ kind: policy.kind, spec: policy.spec });
  });

  it('of an unknown kind are told from those that are refused', async () => {
    answer = () => [404, { kind: 'Status', message: 'the server could not find the requested resource' }];
    const unknown = await makePolicy(connection, policyOf('cluster-wide')).catch((error: unknown) => error);
    expect(unknown).toMatchObject({
      unknownKind: true,
      message: 'the API server knows no CiliumClusterwideNetworkPolicy',
    });
    answer = () => [
      403,
      { kind: 'Status', message: 'policies is forbidden: User "x" cannot create resource' },
    ];
    const refused = await makePolicy(connection, policyOf('entities')).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(PolicyRefused);
    expect(refused).toMatchObject({ unknownKind: false, message: expect.stringContaining('forbidden') });
  });

  it('that are gone already are no trouble', async () => {
    answer = () => [404, { kind: 'Status', message: 'not found' }];
    await removePolicy(connection, policyOf('fqdn'));
    expect(asked.map(({ line }) => line)).toEqual([
      'DELETE /apis/cilium.io/v2/namespaces/bench/ciliumnetworkpolicies/cni-bench-fqdn',
    ]);
  });

  it('are all found by their labels and removed, in clusters without Cilium, too', async () => {
    answer = (line) => {
      if (line.includes('cilium.io')) return [404, {}];
      return [200, { items: line.startsWith('GET') && line.includes('/bench/') ? [{}, {}] : [] }];
    };
    expect(await removePolicies(connection)).toBe(2);
    const removals = asked.filter(({ line }) => line.startsWith('DELETE'));
    expect(removals).toHaveLength(1);
    expect(removals[0]?.line).toContain(
      '/bench/networkpolicies?labelSelector=app.kubernetes.io/part-of=eks-cni-bench,cni-bench/policy-case=true',
    );
  });
});
