import { createServer } from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { asRecord, ofType, type Template } from '../../infra/support/template.ts';
import type { Certificate } from './certificate.ts';
import { FunctionError } from './lambda-process.ts';
import { motoCredentials } from './moto.ts';

/** What CloudFormation is told in the end. */
export interface CloudFormationResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason: string;
  readonly PhysicalResourceId: string;
  readonly Data?: Readonly<Record<string, string>>;
  /** Of the whole answer. */
  readonly bytes: number;
}

export type ResourceType = 'Custom::BeginRun' | 'Custom::Stage' | 'Custom::FinishRun';

export interface Request {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly type: ResourceType;
  readonly resource: string;
  readonly properties: Readonly<Record<string, string>>;
  /** The same for an event that comes twice. */
  readonly requestId?: string;
  readonly physicalResourceId?: string;
}

type Invoke = (event: unknown) => Promise<unknown>;

/** `onEvent` is the same for all resources, `isComplete` goes by their type. */
export type Functions = Readonly<Record<'onEvent' | ResourceType, Invoke>>;

/** What a waiter hands on from call to call. */
export interface Waiting {
  readonly ResourceType: ResourceType;
  readonly RequestType: Request['RequestType'];
  readonly LogicalResourceId: string;
  readonly StartedAt: string;
}

/** CDK's provider framework, the code that a deployment publishes, between a CloudFormation and our functions. */
export interface Provider extends AsyncDisposable {
  /** Sends an event, and waits for the answer. */
  send(request: Request): Promise<CloudFormationResponse>;
  /** What the waiter was started with, in order. */
  readonly waited: Waiting[];
  /** Asks once more, as a waiter that comes late. Whether it is complete. */
  isComplete(input: Waiting): Promise<boolean>;
  /** The functions called, in order. */
  readonly calls: string[];
}

/** The framework's handlers, by the names under which they are deployed. */
interface Framework {
  onEvent(event: unknown): Promise<void>;
  isComplete(event: unknown): Promise<void>;
  onTimeout(event: unknown): Promise<void>;
}

/** In aws-cdk-lib: what a deployment publishes, byte for byte. */
const frameworkPath = 'custom-resources/lib/provider-framework/runtime/framework.js';
const arnPrefix = 'arn:fn:';
const longestAnswer = 4096;
/** Of the waiter, which in AWS waits half a minute; all its attempts together outlast a lease. */
const shortPauseMillis = 600;

export async function startProvider(
  certificate: Certificate,
  template: Template,
  functions: Functions,
  pauseMillis = shortPauseMillis,
): Promise<Provider> {
  const require = createRequire(import.meta.url);
  const calls: string[] = [];
  const waited: Waiting[] = [];
  const expected = new Map<string, (response: CloudFormationResponse) => void>();

  const cloudFormation = https.createServer(certificate, async (request, response) => {
    const body = await text(request);
    const bytes = Buffer.byteLength(body);
    response.writeHead(bytes > longestAnswer ? 400 : 200).end();
    if (bytes <= longestAnswer) expected.get(request.url ?? '')?.({ ...JSON.parse(body), bytes });
  });
  const services = createServer(async (request, response) => {
    const body = await text(request);
    const [, arn] = /\/functions\/([^/]+)\/invocations/.exec(request.url ?? '') ?? [];
    const answer = (headers: Record<string, string>, value: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
    if (arn === undefined) {
      const { input } = JSON.parse(body);
      answer({}, { executionArn: 'arn:execution', startDate: 0 });
      waited.push(JSON.parse(input));
      void wait(JSON.parse(input));
      return;
    }
    const name = decodeURIComponent(arn).slice(arnPrefix.length);
    calls.push(name);
    try {
      answer({}, await functions[name as keyof Functions](JSON.parse(body)));
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      answer({ 'x-amz-function-error': 'Unhandled' }, { errorType: 'Error', errorMessage: error.message });
    }
  });
  const [cfnPort, port] = await Promise.all([listening(cloudFormation), listening(services)]);
  const endpoint = `http://127.0.0.1:${port}`;
  Object.assign(process.env, {
    ...motoCredentials,
    AWS_ENDPOINT_URL_LAMBDA: endpoint,
    AWS_ENDPOINT_URL_SFN: endpoint,
    USER_ON_EVENT_FUNCTION_ARN: `${arnPrefix}onEvent`,
    WAITER_STATE_MACHINE_ARN: 'arn:aws:states:ap-northeast-2:123456789012:stateMachine:waiter',
  });
  // The framework drops the port of the URL that it answers to: in AWS it is always 443.
  const cjs: typeof https = require('node:https');
  const real = cjs.request;
  const redirect = (options: https.RequestOptions, callback: Parameters<typeof real>[2]) =>
    Reflect.apply(real, cjs, [{ ...options, port: cfnPort, ca: certificate.cert }, callback]);
  Object.assign(cjs, { request: redirect });
  const library = dirname(require.resolve('aws-cdk-lib/package.json'));
  const framework: Framework = require(join(library, frameworkPath));

  const attempts = attemptsOf(template);
  const isComplete = async (input: Waiting): Promise<boolean> => {
    // Each of the three has a framework of its own; it reads this before it waits for anything.
    process.env.USER_IS_COMPLETE_FUNCTION_ARN = `${arnPrefix}${input.ResourceType}`;
    try {
      await framework.isComplete(input);
      return true;
    } catch {
      // By this error the framework asks the waiter to come again.
      return false;
    }
  };
  const wait = async (input: Waiting) => {
    for (let left = attempts; left > 0; left -= 1) {
      if (await isComplete(structuredClone(input))) return;
      await new Promise((resolve) => setTimeout(resolve, pauseMillis));
    }
    await framework.onTimeout({ Cause: JSON.stringify({ errorMessage: JSON.stringify(input) }) });
  };
  let sent = 0;
  return {
    waited,
    calls,
    isComplete: (input) => isComplete(structuredClone(input)),
    send({ RequestType, type, resource, properties, requestId, physicalResourceId }) {
      sent += 1;
      const path = `/response/${sent}`;
      const { promise, resolve } = Promise.withResolvers<CloudFormationResponse>();
      expected.set(path, resolve);
      process.env.USER_IS_COMPLETE_FUNCTION_ARN = `${arnPrefix}${type}`;
      void framework.onEvent({
        RequestType,
        RequestId: requestId ?? `request-${sent}`,
        StackId: 'arn:aws:cloudformation:ap-northeast-2:123456789012:stack/ScenarioA/1',
        LogicalResourceId: resource,
        ResourceType: type,
        ResponseURL: `https://localhost${path}`,
        ResourceProperties: { ServiceToken: 'token', ...properties },
        ...(physicalResourceId !== undefined && { PhysicalResourceId: physicalResourceId }),
      });
      return promise;
    },
    async [Symbol.asyncDispose]() {
      Object.assign(cjs, { request: real });
      for (const server of [cloudFormation, services]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

async function listening(server: ReturnType<typeof createServer> | https.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return (server.address() as AddressInfo).port;
}

/** How often the waiter of the template asks, by its own definition. */
function attemptsOf(template: Template): number {
  const [, waiter] =
    ofType(template, 'AWS::StepFunctions::StateMachine').find(([id]) => id.includes('Stage')) ?? [];
  const [, attempts] =
    /MaxAttempts[^0-9]*(\d+)/.exec(JSON.stringify(asRecord(waiter?.Properties).DefinitionString)) ?? [];
  if (attempts === undefined) throw new Error('the waiter tells no number of attempts');
  return Number(attempts);
}
