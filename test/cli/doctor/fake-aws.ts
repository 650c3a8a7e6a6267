import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An account as STS, SSM, Service Quotas and EC2 tell of it. */
export interface Account {
  readonly arn: string;
  /** SSM parameters by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** By quota code; those that only have AWS's default in `defaults`. */
  readonly quotas: Readonly<Record<string, number>>;
  readonly defaults: Readonly<Record<string, number>>;
  readonly instances: readonly FakeInstance[];
  readonly addresses: number;
  readonly vpcs: number;
  readonly natGateways: readonly { readonly zone: string; readonly state: 'available' | 'deleted' }[];
  /** Zones that have the instance type asked for. */
  readonly offeredIn: readonly string[];
  /** By action, such as `GetParameter`: the error that AWS answers with instead. */
  readonly refusals: Readonly<Record<string, string>>;
}

export interface FakeInstance {
  readonly type: string;
  readonly state: 'running' | 'pending' | 'stopped';
  readonly cores: number;
  readonly spot?: boolean;
}

/** As the region's defaults are for a new account, bootstrapped and with Results. */
export const newAccount: Account = {
  arn: 'arn:aws:sts::123456789012:assumed-role/Deployer/someone',
  parameters: {
    '/cdk-bootstrap/hnb659fds/version': '28',
    '/cni-bench/results-bucket': 'results-bucket-1',
  },
  quotas: { 'L-1216C47A': 64, 'L-0263D0A3': 5 },
  defaults: { 'L-F678F1CE': 6, 'L-FE5A380F': 5 },
  instances: [],
  addresses: 0,
  vpcs: 1,
  natGateways: [],
  offeredIn: ['ap-northeast-2a', 'ap-northeast-2c'],
  refusals: {},
};

export interface FakeAws extends AsyncDisposable {
  readonly url: string;
  /** Actions in the order in which they were asked. */
  readonly asked: string[];
}

/** Answers as AWS does, over HTTP; an action that it does not know is refused. */
export async function startFakeAws(account: Account): Promise<FakeAws> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const target = request.headers['x-amz-target'];
    const form = new URLSearchParams(body);
    const action = typeof target === 'string' ? (target.split('.')[1] ?? '') : (form.get('Action') ?? '');
    asked.push(action);
    const json = typeof target === 'string';
    const answer =
      account.refusals[action] ??
      (json ? jsonAnswer(action, body, account) : xmlAnswer(action, form, account));
    if (typeof answer !== 'string')
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
    else if (answer.startsWith('<')) response.writeHead(200, { 'content-type': 'text/xml' }).end(answer);
    else if (json)
      response
        .writeHead(400, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify({ __type: answer, message: 'refused' }));
    else
      response
        .writeHead(action.startsWith('GetCaller') ? 403 : 400, { 'content-type': 'text/xml' })
        .end(xmlError(answer, action));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An object, or the name of an error. */
function jsonAnswer(action: string, body: string, account: Account): object | string {
  const { Name: name, QuotaCode: code } = JSON.parse(body);
  switch (action) {
    case 'GetParameter': {
      const value = account.parameters[name];
      return value === undefined ? 'ParameterNotFound' : { Parameter: { Name: name, Value: value } };
    }
    case 'GetServiceQuota':
    case 'GetAWSDefaultServiceQuota': {
      const value = (action === 'GetServiceQuota' ? account.quotas : account.defaults)[code];
      return value === undefined ? 'NoSuchResourceException' : { Quota: { QuotaCode: code, Value: value } };
    }
    default:
      return 'UnknownOperationException';
  }
}

/** XML, or the name of an error. */
function xmlAnswer(action: string, form: URLSearchParams, account: Account): string {
  switch (action) {
    case 'GetCallerIdentity':
      return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${account.arn}</Arn><UserId>X</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
    case 'DescribeInstances': {
      const states = values(form);
      return page(
        action,
        'reservationSet',
        form,
        account.instances.filter(({ state }) => states.includes(state)).map(reservation),
      );
    }
    case 'DescribeAddresses':
      return page(
        action,
        'addressesSet',
        form,
        repeated(account.addresses, '<publicIp>198.51.100.1</publicIp>'),
      );
    case 'DescribeVpcs':
      return page(action, 'vpcSet', form, repeated(account.vpcs, '<vpcId>vpc-1</vpcId>'));
    case 'DescribeSubnets':
      return page(
        action,
        'subnetSet',
        form,
        ['one', 'two', 'three'].map((name) => `<subnetId>${name}-${form.get('Filter.1.Value.1')}</subnetId>`),
      );
    case 'DescribeNatGateways': {
      const alive = account.natGateways.filter(({ state }) => values(form).includes(state));
      return page(
        action,
        'natGatewaySet',
        form,
        alive.map(({ zone }) => `<subnetId>three-${zone}</subnetId>`),
      );
    }
    case 'DescribeInstanceTypes':
      return page(action, 'instanceTypeSet', form, [
        `<instanceType>${form.get('Filter.1.Value.1')}</instanceType><vCpuInfo><defaultVCpus>4</defaultVCpus></vCpuInfo>`,
      ]);
    case 'DescribeInstanceTypeOfferings':
      return page(
        action,
        'instanceTypeOfferingSet',
        form,
        account.offeredIn.map((zone) => `<location>${zone}</location>`),
      );
    default:
      return 'InvalidAction';
  }
}

/** Of the first filter. */
function values(form: URLSearchParams): string[] {
  return [...form].filter(([key]) => key.startsWith('Filter.1.Value')).map(([, value]) => value);
}

const pageSize = 2;
const paged = new Set(['DescribeInstances', 'DescribeVpcs', 'DescribeSubnets', 'DescribeNatGateways']);

/** Two items at a time where the action has pages, so that a caller who reads the first only is found out. */
function page(action: string, set: string, form: URLSearchParams, items: readonly string[]): string {
  const from = Number(form.get('NextToken') ?? 0);
  const to = paged.has(action) ? from + pageSize : items.length;
  const shown = items.slice(from, to).map((item) => `<item>${item}</item>`);
  const next = to < items.length ? `<nextToken>${to}</nextToken>` : '';
  return `<${action}Response><${set}>${shown.join('')}</${set}>${next}</${action}Response>`;
}

function reservation({ type, cores, spot }: FakeInstance): string {
  const lifecycle = spot ? '<instanceLifecycle>spot</instanceLifecycle>' : '';
  const options = `<cpuOptions><coreCount>${cores}</coreCount><threadsPerCore>2</threadsPerCore></cpuOptions>`;
  return `<instancesSet><item><instanceId>i-1</instanceId><instanceType>${type}</instanceType>${options}${lifecycle}</item></instancesSet>`;
}

function repeated(count: number, item: string): string[] {
  return Array.from({ length: count }, () => item);
}

function xmlError(code: string, action: string): string {
  const error = `<Error><Code>${code}</Code><Message>refused</Message></Error>`;
  return action === 'GetCallerIdentity'
    ? `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${error}<RequestId>1</RequestId></ErrorResponse>`
    : `<Response><Errors>${error}</Errors><RequestID>1</RequestID></Response>`;
}
