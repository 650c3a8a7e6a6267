import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { json, type text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { eksToken } from '../../lib/handler/eks-token.ts';
import { identityOf } from '../../testbed/token-webhook/access-entries.ts';
import { review, type WebhookConfig } from '../../testbed/token-webhook/review.ts';
import { loopbackCertificate } from '../aws/support/certificate.ts';

const role = 'arn:aws:iam::123456789012:role/measuring';
const session = 'arn:aws:sts::123456789012:assumed-role/measuring/handler';
const groups = ['cni-bench:suite'];
const keys = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret' };
const region = 'ap-northeast-2';

function tokenFor(clusterName: string): Promise<string> {
  const stsHost = `sts.${region}.amazonaws.com`;
  const credentials = async () => ({ ...keys, sessionToken: 'IQoJ/b3Jp+Z2lu==' });
  return eksToken({ clusterName, region, stsHost, credentials });
}

/** What STS says to whoever signed; it notes what it is asked. */
async function startSts(arn: string) {
  const asked: unknown[] = [];
  const server = createServer(({ url, headers }, response) => {
    const { searchParams, pathname } = new URL(url ?? '', 'http://sts');
    const [host, cluster] = [headers.host, headers['x-k8s-aws-id']];
    asked.push({ pathname, host, cluster, session: searchParams.get('X-Amz-Security-Token') });
    if (arn === '') response.writeHead(403).end('<Error><Code>ExpiredToken</Code></Error>');
    else response.end(`<GetCallerIdentityResult><Arn>${arn}</Arn></GetCallerIdentityResult>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config: WebhookConfig = {
    clusterName: 'cni-bench-a',
    region,
    stsEndpoint: endpoint,
    keys: [keys],
    accessEntries: [{ principalArn: role, kubernetesGroups: groups }],
  };
  return { asked, config, [Symbol.dispose]: () => server.close() };
}

describe('an access entry', () => {
  const entries = [
    { principalArn: 'arn:aws:iam::123456789012:role/other', kubernetesGroups: ['others'] },
    { principalArn: 'arn:aws:iam::123456789012:role/with/path/measuring', kubernetesGroups: groups },
    { principalArn: 'arn:aws:iam::123456789012:user/somebody', kubernetesGroups: [] },
  ];

  it('is that of the role which was assumed, whatever its path', () => {
    expect(identityOf(session, entries)).toEqual({ username: session, groups });
  });

  it('is that of a user', () => {
    const username = 'arn:aws:iam::123456789012:user/somebody';
    expect(identityOf(username, entries)).toEqual({ username, groups: [] });
  });

  it.each([
    'arn:aws:sts::999999999999:assumed-role/measuring/handler',
    'arn:aws:sts::123456789012:assumed-role/measuring-more/handler',
    'arn:aws:iam::123456789012:user/measuring',
  ])('is not that of %s', (arn) => {
    expect(identityOf(arn, entries)).toBeUndefined();
  });
});

describe('a review', () => {
  it('asks STS with the headers that were signed, and gives the groups of the entry', async () => {
    using sts = await startSts(session);
    const found = await review(await tokenFor('cni-bench-a'), sts.config, new Date());
    expect(found).toEqual({ who: { username: session, groups } });
    const host = 'sts.ap-northeast-2.amazonaws.com';
    const asked = { pathname: '/', host, cluster: 'cni-bench-a', session: 'IQoJ/b3Jp+Z2lu==' };
    expect(sts.asked).toEqual([asked]);
  });

  it('asks nobody where the signature is wrong', async () => {
    using sts = await startSts(session);
    const found = await review(await tokenFor('cni-bench-c'), sts.config, new Date());
    expect(found).toEqual({ refusal: 'SignatureDoesNotMatch' });
    expect(sts.asked).toEqual([]);
  });

  it('knows nobody whom STS does not, or who has no entry', async () => {
    using unknown = await startSts('');
    const token = await tokenFor('cni-bench-a');
    expect(await review(token, unknown.config, new Date())).toEqual({ refusal: 'STS answers 403' });
    const arn = 'arn:aws:sts::123456789012:assumed-role/other/handler';
    using other = await startSts(arn);
    expect(await review(token, other.config, new Date())).toEqual({ refusal: `${arn} has no access entry` });
  });
});

describe('the webhook', () => {
  it('answers TokenReviews over TLS, by a file that is read anew for each', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'cni-bench-webhook-'));
    using sts = await startSts(session);
    const { key, cert } = await loopbackCertificate();
    const [config, keyFile, certFile] = ['config', 'key', 'cert'].map((name) => join(folder.path, name));
    const write = (value: WebhookConfig) => writeFile(`${config}`, JSON.stringify(value));
    await Promise.all([write(sts.config), writeFile(`${keyFile}`, key), writeFile(`${certFile}`, cert)]);
    const server = fileURLToPath(new URL('../../testbed/token-webhook/server.ts', import.meta.url));
    using webhook = spawn(process.execPath, [server, `${config}`, '0', `${certFile}`, `${keyFile}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(createInterface(webhook.stdout), 'line');
    const port = Number(String(line).split(' ').at(-1));
    const ask = async (body: string) => {
      const { promise, resolve, reject } = Promise.withResolvers<Parameters<typeof text>[0]>();
      request({ port, method: 'POST', ca: cert }, resolve).on('error', reject).end(body);
      return promise;
    };
    const question = async (token: string) =>
      json(await ask(JSON.stringify({ kind: 'TokenReview', spec: { token } })));
    const token = await tokenFor('cni-bench-a');
    expect(await question(token)).toEqual({
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenReview',
      status: { authenticated: true, user: { username: session, groups } },
    });
    await write({ ...sts.config, accessEntries: [] });
    expect(await question(token)).toMatchObject({
      status: { authenticated: false, error: `${session} has no access entry` },
    });
    expect(await ask('no JSON')).toMatchObject({ statusCode: 500 });
  });
});
