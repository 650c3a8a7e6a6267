import type { Access } from '../../infra/support/iam.ts';
import { asRecord } from '../../infra/support/template.ts';
import { account, region } from './environment.ts';
import type { Asked } from './proxy.ts';

/** What a process asked of AWS, in the words of IAM. */
export interface Call {
  /** By its access key. */
  readonly caller: string;
  readonly accesses: readonly Access[];
}

/**
 * Reads a request as the service would that it is signed for.
 * @param contextOf the condition keys that go with a resource. @default none
 * @throws Error for one that is not known: what it needs is not known either
 */
export function callOf(
  asked: Asked,
  contextOf: (resource: string) => Readonly<Record<string, string>> = () => ({}),
): Call {
  const [, caller, service] =
    /Credential=([^/]+)\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/.exec(asked.headers.authorization ?? '') ?? [];
  const accesses = service === undefined ? undefined : readers[service]?.(asked);
  if (caller === undefined || !accesses)
    throw new Error(`${asked.method} ${asked.url} of ${service}: what does it need?`);
  return { caller, accesses: accesses.map((one) => ({ ...one, context: contextOf(one.resource) })) };
}

type Reader = (asked: Asked) => readonly Access[] | undefined;

const readers: Readonly<Record<string, Reader>> = { s3: ofS3, ssm: ofSsm, ec2: ofEc2 };

/** Parameters that ask for the same action in another form; any other may be another action. */
const plainParameters = new Set(['x-id', 'list-type', 'prefix', 'continuation-token', 'encoding-type']);

function ofS3({ method, url, headers, status }: Asked): readonly Access[] | undefined {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const [, bucket = '', key = ''] = /^\/([^/]+)\/?(.*)$/.exec(pathname) ?? [];
  const [ofBucket, ofObject] = [
    `arn:aws:s3:::${bucket}`,
    `arn:aws:s3:::${bucket}/${decodeURIComponent(key)}`,
  ];
  const list = { action: 's3:ListBucket', resource: ofBucket };
  const get = { action: 's3:GetObject', resource: ofObject };
  if (![...searchParams.keys()].every((name) => plainParameters.has(name))) return undefined;
  if (method === 'GET' && key === '') return searchParams.get('list-type') === '2' ? [list] : undefined;
  if (key === '') return undefined;
  // Whoever may not list the bucket is not told that an object is not there, but that it is forbidden.
  if (method === 'GET') return status === 404 ? [get, list] : [get];
  if (method !== 'PUT' || headers['x-amz-copy-source'] !== undefined) return undefined;
  const put = { action: 's3:PutObject', resource: ofObject };
  // S3 compares the object that is there only for who may read it.
  return headers['if-match'] === undefined ? [put] : [put, get];
}

function ofSsm({ target, body }: Asked): readonly Access[] | undefined {
  const [, action] = /^AmazonSSM\.((?:Get|Put)Parameter)$/.exec(target) ?? [];
  const { Name, Tags } = asRecord(JSON.parse(body));
  if (action === undefined || typeof Name !== 'string' || Tags !== undefined) return undefined;
  const resource = `arn:aws:ssm:${region}:${account}:parameter${Name}`;
  return [{ action: `ssm:${action}`, resource }];
}

function ofEc2({ body }: Asked): readonly Access[] | undefined {
  const form = new URLSearchParams(body);
  const [action, id] = [form.get('Action') ?? '', form.get('NetworkInterfaceId')];
  if (action === 'DescribeNetworkInterfaces') return [{ action: `ec2:${action}`, resource: '*' }];
  if (action !== 'DeleteNetworkInterface' || id === null) return undefined;
  const resource = `arn:aws:ec2:${region}:${account}:network-interface/${id}`;
  return [{ action: `ec2:${action}`, resource }];
}
