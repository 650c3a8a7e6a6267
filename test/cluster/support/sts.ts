import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { account, environmentOf, region } from '../../aws/support/environment.ts';

/** What leads the SDK in a process of a role to moto: an endpoint, and keys that are the session's own. */
export interface RoleEnvironment {
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_SESSION_TOKEN: string;
}

/** Of a role by its logical id in a template, which is its name here. */
export function roleArn(logicalId: string): string {
  return `arn:aws:iam::${account}:role/${logicalId}`;
}

/** Keys of moto for a session of a role, as Lambda gets them for a function. */
export async function assumeRole(endpoint: string, logicalId: string): Promise<RoleEnvironment> {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } =
    environmentOf(endpoint);
  const client = new STSClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  const session = { RoleArn: roleArn(logicalId), RoleSessionName: 'function' };
  const { Credentials: keys } = await client.send(new AssumeRoleCommand(session));
  client.destroy();
  return {
    AWS_ACCESS_KEY_ID: keys?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: keys?.SecretAccessKey ?? '',
    AWS_SESSION_TOKEN: keys?.SessionToken ?? '',
  };
}

export interface Sts extends AsyncDisposable {
  readonly endpoint: string;
}

/**
 * moto's STS for presigned requests: moto finds the service and the caller's key in the header that a presigned
 * request has not, so it is made of the same parameters here.
 */
export async function startSts(moto: string): Promise<Sts> {
  const ask = async (url: string): Promise<IncomingMessage> => {
    const to = new URL(url, moto);
    const [credential, headers, signature] = ['Credential', 'SignedHeaders', 'Signature'].map(
      (name) => `${name}=${to.searchParams.get(`X-Amz-${name}`)}`,
    );
    const authorization = `AWS4-HMAC-SHA256 ${credential}, ${headers}, ${signature}`;
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    request(to, { headers: { authorization } }, resolve).on('error', reject).end();
    return promise;
  };
  const server = createServer((incoming, outgoing) => {
    ask(incoming.url ?? '').then(
      (answer) => answer.pipe(outgoing.writeHead(answer.statusCode ?? 502)),
      () => outgoing.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
