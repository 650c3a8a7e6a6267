import { describe, expect, it } from '@jest/globals';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { presignedUrl, refusalOf, type Trust } from '../../testbed/token-webhook/presigned-token.ts';

const region = 'ap-northeast-2';
const host = `sts.${region}.amazonaws.com`;
const keys = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret' };
const trust: Trust = { clusterName: 'cni-bench-a', region, keys: [{ ...keys, accessKeyId: 'other' }, keys] };
const now = new Date('2026-11-26T01:02:03Z');
const own = { Action: 'GetCallerIdentity', Version: '2011-06-15' };

interface Forged {
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly path?: string;
  readonly host?: string;
  readonly region?: string;
  readonly service?: string;
  readonly expiresIn?: number;
  readonly secretAccessKey?: string;
}

/** A token that is signed rightly, whatever it says. */
async function tokenOf(forged: Forged = {}): Promise<string> {
  const { query = own, path = '/', host: at = host, expiresIn = 60, ...rest } = forged;
  const { headers = { 'x-k8s-aws-id': trust.clusterName }, service = 'sts', region: of = region } = rest;
  const credentials = { ...keys, secretAccessKey: rest.secretAccessKey ?? keys.secretAccessKey };
  const sha256 = Hash.bind(null, 'sha256');
  const signer = new SignatureV4({ service, region: of, credentials, sha256 });
  const request = {
    method: 'GET',
    protocol: 'https:',
    hostname: at,
    path,
    query,
    headers: { host: at, ...headers },
  };
  const signed = await signer.presign(request, { expiresIn, signingDate: now });
  const parameters = new URLSearchParams(
    Object.entries(signed.query ?? {}).map(([key, value]): [string, string] => [key, String(value)]),
  );
  return encoded(`https://${at}${path}?${parameters}`);
}

function encoded(url: string): string {
  return `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`;
}

/** The token with something changed after it was signed. */
function altered(token: string, change: (url: URL) => void): string {
  const url = presignedUrl(token);
  if (!url) throw new Error('no token');
  change(url);
  return encoded(url.href);
}

const refused = (token: string, of: Trust = trust, at = now) => refusalOf(token, of, at);
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('a token is refused', () => {
  it('only with a reason', async () => {
    expect(refused(await tokenOf())).toBeUndefined();
  });

  it.each(['', 'k8s-aws-v1.', 'k8s-aws-v2.aHR0cHM6Ly94Lw', encoded('no URL')])('when it is %j', (token) => {
    expect(refused(token)).toBe('not a token for EKS');
  });

  it('when another secret or an unknown key signed it', async () => {
    expect(refused(await tokenOf({ secretAccessKey: 'wrong' }))).toBe('SignatureDoesNotMatch');
    expect(refused(await tokenOf(), { ...trust, keys: [] })).toBe('InvalidClientTokenId');
  });

  it('when it is for another cluster', async () => {
    const token = await tokenOf({ headers: { 'x-k8s-aws-id': 'cni-bench-c' } });
    expect(refused(token)).toBe('SignatureDoesNotMatch');
  });

  it('when the cluster is not among what was signed', async () => {
    expect(refused(await tokenOf({ headers: {} }))).toBe('the cluster is not signed');
    const relabelled = altered(await tokenOf({ headers: {} }), ({ searchParams }) =>
      searchParams.set('X-Amz-SignedHeaders', 'host;x-k8s-aws-id'),
    );
    expect(refused(relabelled)).toBe('SignatureDoesNotMatch');
  });

  it('when it is too old, of the future, or good for too long', async () => {
    const token = await tokenOf();
    expect([refused(token, trust, later(60)), refused(token, trust, later(61))]).toEqual([
      undefined,
      'ExpiredToken',
    ]);
    expect(refused(token, trust, later(-1))).toBe('ExpiredToken');
    expect(refused(await tokenOf({ expiresIn: 901 }))).toBe('ExpiredToken');
    for (const name of ['X-Amz-Date', 'X-Amz-Expires'])
      expect(refused(altered(token, ({ searchParams }) => searchParams.set(name, 'soon')))).toBe(
        'ExpiredToken',
      );
  });

  it.each<[string, Forged]>([
    ['not GetCallerIdentity', { query: { ...own, Action: 'GetSessionToken' } }],
    ['not GetCallerIdentity', { path: '/elsewhere' }],
    ['not the parameters of a token', { query: { ...own, RoleArn: 'arn:aws:iam::123456789012:role/admin' } }],
    ['not of this region', { host: 'sts.ap-northeast-2.example.com' }],
    ['not of this region', { region: 'us-east-1', host: 'sts.us-east-1.amazonaws.com' }],
    ['not of this region', { service: 's3' }],
  ])('as %s where it says %j', async (reason, forged) => {
    expect(refused(await tokenOf(forged))).toBe(reason);
  });

  it('when its query was changed', async () => {
    const token = await tokenOf();
    const set = (name: string, value: string) =>
      refused(altered(token, ({ searchParams }) => searchParams.set(name, value)));
    expect(set('Version', '2012-01-01')).toBe('SignatureDoesNotMatch');
    expect(set('X-Amz-Expires', '900')).toBe('SignatureDoesNotMatch');
    expect(set('X-Amz-Signature', '0'.repeat(64))).toBe('SignatureDoesNotMatch');
    expect(set('X-Amz-Signature', 'short')).toBe('SignatureDoesNotMatch');
    const twice = altered(token, ({ searchParams }) => searchParams.append('Action', 'AssumeRole'));
    expect(refused(twice)).toBe('not the parameters of a token');
  });

  it('when it would be sent to another port, or in the clear', async () => {
    const token = await tokenOf();
    const elsewhere = altered(token, (url) => {
      url.port = '8443';
    });
    expect(refused(elsewhere)).toBe('not of this region');
    const clear = encoded(`${presignedUrl(token)}`.replace('https:', 'http:'));
    expect(refused(clear)).toBe('not of this region');
  });
});
