import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A stack as CloudFormation tells of it; the newest event first. */
export interface FakeStack {
  readonly status: string;
  readonly reason?: string;
  readonly createdAt: string;
  readonly updatedAt?: string;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly events?: readonly FakeEvent[];
}

export interface FakeEvent {
  readonly type: string;
  readonly at: string;
  readonly properties?: Readonly<Record<string, string>>;
}

export interface FakeCloudFormation extends AsyncDisposable {
  readonly url: string;
  /** By name; a test changes them as a deployment would. */
  readonly stacks: Map<string, FakeStack>;
}

/** CloudFormation's query protocol over HTTP: stacks while they are in progress, which moto never shows. */
export async function startFakeCloudFormation(): Promise<FakeCloudFormation> {
  const stacks = new Map<string, FakeStack>();
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    const action = form.get('Action') ?? '';
    const name = (form.get('StackName') ?? '').replace(/^arn:.*:stack\/(.*)\/1$/, '$1');
    const stack = stacks.get(name);
    const answer = (status: number, body: string) =>
      response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
    if (!stack) answer(400, failure('ValidationError', `Stack with id ${name} does not exist`));
    else answer(200, action === 'DescribeStacks' ? stackXml(name, stack) : eventsXml(name, stack));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stacks,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function stackXml(name: string, { status, reason, createdAt, updatedAt, outputs = {} }: FakeStack): string {
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  const fields = [
    `<StackName>${name}</StackName><StackId>arn:aws:cloudformation:r:1:stack/${name}/1</StackId>`,
    `<StackStatus>${status}</StackStatus><CreationTime>${createdAt}</CreationTime>`,
    reason === undefined ? '' : `<StackStatusReason>${reason}</StackStatusReason>`,
    updatedAt === undefined ? '' : `<LastUpdatedTime>${updatedAt}</LastUpdatedTime>`,
    members.length === 0 ? '' : `<Outputs>${members.join('')}</Outputs>`,
  ];
  return result('DescribeStacks', `<Stacks><member>${fields.join('')}</member></Stacks>`);
}

function eventsXml(name: string, { events = [] }: FakeStack): string {
  const members = events.map(({ type, at, properties }, index) => {
    const given = properties && JSON.stringify({ ServiceToken: 'arn:token', ...properties });
    return [
      `<member><StackId>${name}</StackId><StackName>${name}</StackName><EventId>${index}</EventId>`,
      `<ResourceType>${type}</ResourceType><Timestamp>${at}</Timestamp>`,
      given === undefined
        ? ''
        : `<ResourceProperties>${given.replaceAll('"', '&quot;')}</ResourceProperties>`,
      '</member>',
    ].join('');
  });
  return result('DescribeStackEvents', `<StackEvents>${members.join('')}</StackEvents>`);
}

function result(action: string, body: string): string {
  const space = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';
  return `<${action}Response xmlns="${space}"><${action}Result>${body}</${action}Result></${action}Response>`;
}

function failure(code: string, message: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
}
