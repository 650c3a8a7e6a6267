import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Keys of AWS, by which a signature can be verified. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Whose tokens are taken, and for which cluster. */
export interface Trust {
  /** What the server, not the caller, takes for the value of the header `x-k8s-aws-id`. */
  readonly clusterName: string;
  /** Of the cluster: tokens for the STS of another one are refused. */
  readonly region: string;
  readonly keys: readonly Keys[];
}

const prefix = 'k8s-aws-v1.';
const signedHeaders = 'host;x-k8s-aws-id';
const algorithm = 'AWS4-HMAC-SHA256';
/** For so long EKS takes a token at most. */
const longestSeconds = 900;

/** What a presigned GetCallerIdentity has, and nothing else: no other parameter may lead to another action. */
const parameters = [
  ['Action', 'Version'],
  ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Expires', 'X-Amz-SignedHeaders'],
  ['X-Amz-Security-Token', 'X-Amz-Signature'],
].flat();

/** The URL that a token carries; undefined where it carries none. */
export function presignedUrl(token: string): URL | undefined {
  if (!token.startsWith(prefix)) return undefined;
  const text = Buffer.from(token.slice(prefix.length), 'base64url').toString();
  return URL.canParse(text) ? new URL(text) : undefined;
}

/**
 * Why EKS, or STS on its behalf, refuses a token; undefined where both take it. The signature is computed anew
 * from the token, by the description of Signature Version 4.
 */
export function refusalOf(token: string, trust: Trust, now: Date): string | undefined {
  const url = presignedUrl(token);
  if (!url) return 'not a token for EKS';
  const names = [...url.searchParams.keys()];
  if (new Set(names).size < names.length || names.some((name) => !parameters.includes(name)))
    return 'not the parameters of a token';
  const query = Object.fromEntries(url.searchParams);
  const [accessKeyId, day = '', region, service, end] = (query['X-Amz-Credential'] ?? '').split('/');
  const isOfRegion = region === trust.region && service === 'sts' && end === 'aws4_request';
  if (!isOfRegion || url.origin !== `https://sts.${region}.amazonaws.com`) return 'not of this region';
  if (query.Action !== 'GetCallerIdentity' || url.pathname !== '/') return 'not GetCallerIdentity';
  if (query['X-Amz-SignedHeaders'] !== signedHeaders) return 'the cluster is not signed';
  const age = now.getTime() - timeOf(query['X-Amz-Date'] ?? '');
  const seconds = Number(query['X-Amz-Expires']);
  // Neither of the two may be no number.
  if (!(age >= 0 && seconds <= longestSeconds && age <= 1000 * seconds)) return 'ExpiredToken';
  const key = trust.keys.find((one) => one.accessKeyId === accessKeyId);
  if (!key) return 'InvalidClientTokenId';
  const signature = signatureOf(query, url.host, trust.clusterName, key.secretAccessKey, [
    day,
    region,
    service,
    end,
  ]);
  return isEqual(query['X-Amz-Signature'] ?? '', signature) ? undefined : 'SignatureDoesNotMatch';
}

function signatureOf(
  { 'X-Amz-Signature': _, ...signed }: Readonly<Record<string, string>>,
  host: string,
  clusterName: string,
  secret: string,
  scope: readonly string[],
): string {
  const canonical = [
    'GET',
    '/',
    Object.entries(signed)
      .map(([key, value]) => `${escaped(key)}=${escaped(value)}`)
      .sort()
      .join('&'),
    `host:${host}`,
    `x-k8s-aws-id:${clusterName}`,
    '',
    signedHeaders,
    sha256(''),
  ].join('\n');
  const toSign = [algorithm, signed['X-Amz-Date'], scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce(
    (secret: string | Buffer, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${secret}`,
  );
  return createHmac('sha256', key).update(toSign).digest('hex');
}

/** `20261126T010203Z`. */
function timeOf(stamp: string): number {
  return Date.parse(stamp.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function isEqual(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
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
