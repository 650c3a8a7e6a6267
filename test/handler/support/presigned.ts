import { createHash, createHmac } from 'node:crypto';

/** A key pair of AWS, with which a presigned request can be verified. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * What STS says of a token that EKS shows it: nothing, or why it is refused. Everything is computed anew from
 * the token, by the description of Signature Version 4.
 * @param clusterName what EKS, not the caller, puts into the header `x-k8s-aws-id`
 */
export function refusalOf(token: string, keys: Keys, clusterName: string, now: Date): string | undefined {
  const [prefix, encoded = ''] = token.split('.');
  if (prefix !== 'k8s-aws-v1') return 'not a token for EKS';
  const url = new URL(Buffer.from(encoded, 'base64url').toString());
  const query = Object.fromEntries(url.searchParams);
  const { 'X-Amz-Signature': signature, ...signed } = query;
  const [accessKeyId, day = '', region = '', service = '', end = ''] = (
    signed['X-Amz-Credential'] ?? ''
  ).split('/');
  const date = signed['X-Amz-Date'] ?? '';
  if (accessKeyId !== keys.accessKeyId) return 'InvalidClientTokenId';
  if (signed.Action !== 'GetCallerIdentity' || url.pathname !== '/') return 'not GetCallerIdentity';
  if (signed['X-Amz-SignedHeaders'] !== 'host;x-k8s-aws-id') return 'the cluster is not signed';
  if (service !== 'sts' || url.host !== `sts.${region}.amazonaws.com`) return 'not of this region';
  const age = now.getTime() - timeOf(date);
  if (age < 0 || age > 1000 * Number(signed['X-Amz-Expires'])) return 'ExpiredToken';
  const canonical = [
    'GET',
    '/',
    Object.entries(signed)
      .map(([key, value]) => `${escaped(key)}=${escaped(value)}`)
      .sort()
      .join('&'),
    `host:${url.host}`,
    `x-k8s-aws-id:${clusterName}`,
    '',
    'host;x-k8s-aws-id',
    sha256(''),
  ].join('\n');
  const scope = [day, region, service, end].join('/');
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const key = [day, region, service, end].reduce(
    (secret: string | Buffer, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${keys.secretAccessKey}`,
  );
  const expected = createHmac('sha256', key).update(toSign).digest('hex');
  return signature === expected ? undefined : 'SignatureDoesNotMatch';
}

/** `20261126T010203Z`. */
function timeOf(stamp: string): number {
  return Date.parse(stamp.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** As RFC 3986 has it, not as forms do. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
