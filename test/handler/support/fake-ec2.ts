import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { EC2Client } from '@aws-sdk/client-ec2';

/** A network interface of the fake. */
export interface FakeInterface {
  readonly id: string;
  readonly vpcId: string;
  readonly status: 'available' | 'in-use';
  readonly tags: readonly string[];
}

/** EC2's query protocol over HTTP, as far as the sweeper speaks it: filters, pages, errors. */
export interface FakeEc2 extends AsyncDisposable {
  readonly client: EC2Client;
  readonly interfaces: Map<string, FakeInterface>;
  /** What was asked: `DeleteNetworkInterface eni-1`. */
  readonly calls: string[];
  /** Answers a deletion with this error code instead of deleting. */
  readonly refusals: Map<string, string>;
  /** Runs before each answer, as if something happened in the VPC meanwhile. */
  meanwhile: () => void;
}

export async function startFakeEc2(existing: readonly FakeInterface[]): Promise<FakeEc2> {
  const interfaces = new Map(existing.map((one) => [one.id, one]));
  const calls: string[] = [];
  const refusals = new Map<string, string>();
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    fake.meanwhile();
    const action = form.get('Action') ?? '';
    const id = form.get('NetworkInterfaceId');
    calls.push(id === null ? action : `${action} ${id}`);
    const refusal =
      id === null ? undefined : (refusals.get(id) ?? (interfaces.has(id) ? undefined : notFound));
    const body = refusal === undefined ? answer(action, form, id) : failure(refusal);
    response.writeHead(refusal === undefined ? 200 : 400, { 'content-type': 'text/xml' }).end(body);
  });

  function answer(action: string, form: URLSearchParams, id: string | null): string {
    if (action === 'DescribeNetworkInterfaces') return description(form, [...interfaces.values()]);
    if (id !== null) interfaces.delete(id);
    return `<${action}Response><return>true</return></${action}Response>`;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new EC2Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'ap-northeast-2',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
  const fake: FakeEc2 = {
    client,
    interfaces,
    calls,
    refusals,
    meanwhile: () => undefined,
    async [Symbol.asyncDispose]() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

const notFound = 'InvalidNetworkInterfaceID.NotFound';
const pageSize = 2;

function description(form: URLSearchParams, all: readonly FakeInterface[]): string {
  const filters = filtersOf(form);
  const matching = all.filter(
    ({ vpcId, tags }) =>
      filters.get('vpc-id')?.includes(vpcId) && tags.some((tag) => filters.get('tag-key')?.includes(tag)),
  );
  const from = Number(form.get('NextToken') ?? 0);
  const items = matching
    .slice(from, from + pageSize)
    .map(
      ({ id, status }) =>
        `<item><networkInterfaceId>${id}</networkInterfaceId><status>${status}</status></item>`,
    );
  const next = from + pageSize < matching.length ? `<nextToken>${from + pageSize}</nextToken>` : '';
  return `<DescribeNetworkInterfacesResponse><networkInterfaceSet>${items.join('')}</networkInterfaceSet>${next}</DescribeNetworkInterfacesResponse>`;
}

function filtersOf(form: URLSearchParams): Map<string, string[]> {
  const filters = new Map<string, string[]>();
  for (let index = 1; form.has(`Filter.${index}.Name`); index += 1) {
    const values = [...form].filter(([key]) => key.startsWith(`Filter.${index}.Value.`));
    filters.set(
      form.get(`Filter.${index}.Name`) ?? '',
      values.map(([, value]) => value),
    );
  }
  return filters;
}

function failure(code: string): string {
  return `<Response><Errors><Error><Code>${code}</Code><Message>refused</Message></Error></Errors><RequestID>1</RequestID></Response>`;
}
