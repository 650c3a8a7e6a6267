import { describe, expect, it } from '@jest/globals';
import { connectToEks } from '../../lib/handler/cluster-access.ts';
import { eksToken } from '../../lib/handler/eks-token.ts';
import { type Keys, refusalOf } from '../../testbed/token-webhook/presigned-token.ts';

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const now = new Date('2026-11-26T01:02:03Z');
const request = {
  clusterName: 'cni-bench-d-plus-host-routing',
  region: 'ap-northeast-2',
  stsHost: 'sts.ap-northeast-2.amazonaws.com',
  // A role's keys come with a session token, full of signs that have to be escaped.
  credentials: async () => ({ ...keys, sessionToken: 'IQoJ/b3Jp+Z2lu==*~' }),
};
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const refused = (token: string, clusterName = request.clusterName, at = now, key: Keys = keys) =>
  refusalOf(token, { clusterName, region: request.region, keys: [key] }, at);

describe('a token for EKS', () => {
  it('is a presigned GetCallerIdentity that STS accepts for a minute', async () => {
    const token = await eksToken(request, now);
    expect([refused(token), refused(token, request.clusterName, later(60))]).toEqual([undefined, undefined]);
    expect(refused(token, request.clusterName, later(61))).toBe('ExpiredToken');
  });

  it('carries the session token, signed', async () => {
    const [, encoded = ''] = (await eksToken(request, now)).split('.');
    const url = new URL(Buffer.from(encoded, 'base64url').toString());
    expect(url.searchParams.get('X-Amz-Security-Token')).toBe('IQoJ/b3Jp+Z2lu==*~');
    url.searchParams.set('X-Amz-Security-Token', 'another');
    const changed = `k8s-aws-v1.${Buffer.from(url.href).toString('base64url')}`;
    expect(refused(changed)).toBe('SignatureDoesNotMatch');
  });

  it('opens no other cluster, and is signed by no other key', async () => {
    const token = await eksToken(request, now);
    expect(refused(token, 'cni-bench-c')).toBe('SignatureDoesNotMatch');
    expect(refused(token, request.clusterName, now, { ...keys, secretAccessKey: 'other' })).toBe(
      'SignatureDoesNotMatch',
    );
  });

  it('is made of characters that a header takes, without padding', async () => {
    expect(await eksToken(request, now)).toMatch(/^k8s-aws-v1\.[A-Za-z0-9_-]+$/);
  });
});

describe('the connection of a handler', () => {
  it('signs anew with the keys of the moment', async () => {
    const ids = ['AKID1', 'AKID2'];
    const { config } = connectToEks({
      ...request,
      endpoint: 'https://127.0.0.1:1',
      certificateAuthority: Buffer.from('PEM').toString('base64'),
      credentials: async () => ({ ...keys, accessKeyId: ids.shift() ?? '' }),
    });
    const asked = await Promise.all(
      [1, 2].map(async () => {
        const options: { headers?: Record<string, string>; ca?: Buffer } = {};
        await config.applyToHTTPSOptions(options);
        return { ca: options.ca?.toString(), authorization: options.headers?.Authorization ?? '' };
      }),
    );
    const idOf = (authorization: string) =>
      Buffer.from(authorization.split('.')[1] ?? '', 'base64url')
        .toString()
        .match(/X-Amz-Credential=(\w+)/)?.[1];
    expect(asked.map(({ authorization }) => idOf(authorization))).toEqual(['AKID1', 'AKID2']);
    expect(asked.map(({ ca }) => ca)).toEqual(['PEM', 'PEM']);
  });
});
