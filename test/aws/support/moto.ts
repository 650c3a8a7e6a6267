import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { s3Client, ssmClient } from '../../../lib/results/aws-clients.ts';
import type { Input } from '../../../scripts/chart-inputs.ts';
import { describeWith } from '../../support/needs.ts';
import { pythonProgram } from '../../support/python-program.ts';

/** What every process needs that shall talk to moto instead of AWS. */
export const motoCredentials = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'ap-northeast-2',
  AWS_EC2_METADATA_DISABLED: 'true',
} as const;

export const bucket = 'results';
const startMillis = 120_000;

/** moto's server, or why it is not to be had. */
export function moto(): Promise<Input> {
  return pythonProgram({ package: 'moto[server]', version: '5.2.5', command: 'moto_server' });
}

export interface Moto {
  /** `http://localhost:PORT`: with an address instead of the name, moto does not know its paths. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts moto on a free port of the loopback. */
export async function startMoto(path: string): Promise<Moto> {
  const child = spawn(path, ['--host', '127.0.0.1', '--port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  const port = await portOf(child.stderr);
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  // It logs every request: unread, the pipe would fill up and stop it.
  child.stderr.resume();
  if (port !== undefined) return { endpoint: `http://localhost:${port}`, stop };
  await stop();
  throw new Error('moto ended before it listened');
}

/** The port that the server says it listens on. */
async function portOf(log: Readable): Promise<string | undefined> {
  for await (const line of createInterface({ input: log })) {
    const [, port] = /Running on http:\/\/127\.0\.0\.1:(\d+)/.exec(line) ?? [];
    if (port !== undefined) return port;
  }
  return undefined;
}

export interface Cloud {
  /** Where moto is; known once tests run. */
  endpoint(): string;
  /** Clients of moto, or of a proxy in front of it. */
  s3(endpoint?: string): ReturnType<typeof s3Client>;
  ssm(endpoint?: string): ReturnType<typeof ssmClient>;
}

/** Tests against a moto of their own, emptied before each of them, with one bucket. */
export async function describeWithMoto(title: string, tests: (cloud: Cloud) => void): Promise<void> {
  describeWith(title, { server: await moto() }, ({ server }) => {
    let running: Moto | undefined;
    const endpoint = () => running?.endpoint ?? '';
    const credentials = {
      accessKeyId: motoCredentials.AWS_ACCESS_KEY_ID,
      secretAccessKey: motoCredentials.AWS_SECRET_ACCESS_KEY,
    };
    const given = (at: string) => ({ region: motoCredentials.AWS_REGION, endpoint: at, credentials });
    const cloud: Cloud = {
      endpoint,
      s3: (at = endpoint()) => s3Client(given(at)),
      ssm: (at = endpoint()) => ssmClient(given(at)),
    };
    beforeAll(async () => {
      running = await startMoto(server);
    }, startMillis);
    afterAll(() => running?.stop());
    beforeEach(async () => {
      await fetch(`${endpoint()}/moto-api/reset`, { method: 'POST' });
      const where = { LocationConstraint: motoCredentials.AWS_REGION };
      await cloud.s3().send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: where }));
    });
    tests(cloud);
  });
}
