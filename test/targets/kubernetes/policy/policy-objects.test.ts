import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { policyObject } from '../../../../charts/policies.ts';
import { type Connection, connectionOf } from '../../../../lib/targets/kubernetes/connection.ts';
import {
  isOffered,
  makePolicy,
  removePolicy,
} from '../../../../lib/targets/kubernetes/policy/policy-objects.ts';
import { removePolicies } from '../../../../lib/targets/kubernetes/policy/remove-policies.ts';

type Answer = readonly [status: number, body: object];
interface Asked {
  readonly line: string;
  readonly body: string;
}

function offered(...names: readonly string[]): Answer {
  return [200, { kind: 'APIResourceList', resources: names.map((name) => ({ name })) }];
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

  it('of an unknown kind are told by what the API server offers, not by a right that is missing', async () => {
    const forbidden: Answer = [403, { kind: 'Status', message: 'User "x" cannot create resource' }];
    answer = (line) => (line === 'GET /apis/cilium.io/v2' ? [404, { kind: 'Status' }] : forbidden);
    expect(await isOffered(connection, 'CiliumClusterwideNetworkPolicy')).toBe(false);
    answer = (line) => (line === 'GET /apis/cilium.io/v2' ? offered('ciliumnetworkpolicies') : forbidden);
    expect(await isOffered(connection, 'CiliumNetworkPolicy')).toBe(true);
    expect(await isOffered(connection, 'CiliumClusterwideNetworkPolicy')).toBe(false);
    await expect(makePolicy(connection, policyOf('entities'))).rejects.toThrow(
      'User "x" cannot create resource',
    );
    answer = () => forbidden;
    await expect(isOffered(connection, 'NetworkPolicy')).rejects.toThrow('knows NetworkPolicy: User "x"');
  });

  it('that are gone already are no trouble', async () => {
    answer = () => [404, { kind: 'Status', message: 'not found' }];
    await removePolicy(connection, policyOf('fqdn'));
    expect(asked.map(({ line }) => line)).toEqual([
      'DELETE /apis/cilium.io/v2/namespaces/bench/ciliumnetworkpolicies/cni-bench-fqdn',
    ]);
  });

  it('are all found by their labels and removed by their names, in clusters without Cilium, too', async () => {
    answer = (line) => {
      if (line.includes('cilium.io')) return [404, {}];
      if (line === 'GET /apis/networking.k8s.io/v1') return offered('networkpolicies');
      const names = line.includes('/bench/') ? ['one', 'two'] : [];
      return [200, { items: names.map((name) => ({ metadata: { name } })) }];
    };
    expect(await removePolicies(connection)).toBe(2);
    const lines = asked.map(({ line }) => line);
    expect(lines.filter((line) => line.startsWith('DELETE')).toSorted()).toEqual([
      'DELETE /apis/networking.k8s.io/v1/namespaces/bench/networkpolicies/one',
      'DELETE /apis/networking.k8s.io/v1/namespaces/bench/networkpolicies/two',
    ]);
    const found = '?labelSelector=app.kubernetes.io/part-of=eks-cni-bench,cni-bench/policy-case=true';
    for (const space of ['bench', 'bench-other'])
      expect(lines).toContain(`GET /apis/networking.k8s.io/v1/namespaces/${space}/networkpolicies${found}`);
  });

  it('of the whole cluster are removed, too; what may not be looked at was not made here', async () => {
    answer = (line) => {
      if (line.endsWith('/v1')) return offered('networkpolicies');
      if (line.endsWith('/v2')) return offered('ciliumnetworkpolicies', 'ciliumclusterwidenetworkpolicies');
      if (line.includes('clusterwide')) return [200, { items: [{ metadata: { name: 'three' } }] }];
      return [403, {}];
    };
    expect(await removePolicies(connection)).toBe(1);
    expect(asked.map(({ line }) => line)).toContain(
      'DELETE /apis/cilium.io/v2/ciliumclusterwidenetworkpolicies/three',
    );
    answer = (line) => (/\/v\d$/.test(line) ? offered('networkpolicies') : [500, { message: 'etcd is ill' }]);
    await expect(removePolicies(connection)).rejects.toThrow('policies cannot be removed: etcd is ill');
  });
});
