import type { IncomingMessage } from 'node:http';
import type { V1Status } from '@kubernetes/client-node';
import WebSocket from 'ws';
import { z } from 'zod';
import type { Connection } from './connection.ts';

/** A container of a pod. */
export interface Container {
  readonly pod: string;
  readonly container: string;
  readonly namespace: string;
}

export interface ExecStreams {
  stdout(chunk: Buffer): void;
  stderr(chunk: Buffer): void;
  /** How the command ended; once. */
  ended(status: V1Status): void;
  /** The connection is gone, whether the command has ended or not. */
  closed(reason: string): void;
}

/** The API server, or the kubelet behind it, did not start the command. */
export class ExecRefused extends Error {
  override readonly name = 'ExecRefused';
}

/** The channels of the exec protocol, by the first byte of each message. */
const channel = { stdin: 0, stdout: 1, stderr: 2, status: 3, close: 255 } as const;
/** The first version in which stdin can be ended; Kubernetes 1.30 and later speak it. */
const protocol = 'v5.channel.k8s.io';

/**
 * Starts a command in a container over the API server's exec endpoint.
 * @returns the open socket
 * @throws ExecRefused with the server's own words
 */
export async function openExec(
  { config }: Connection,
  { namespace, pod, container }: Container,
  argv: readonly string[],
  stdin: string | undefined,
  streams: ExecStreams,
): Promise<WebSocket> {
  const url = new URL(
    `${config.getCurrentCluster()?.server}/api/v1/namespaces/${namespace}/pods/${pod}/exec`,
  );
  url.protocol = url.protocol.replace('http', 'ws');
  for (const word of argv) url.searchParams.append('command', word);
  url.searchParams.set('container', container);
  for (const stream of ['stdout', 'stderr', ...(stdin === undefined ? [] : ['stdin'])])
    url.searchParams.set(stream, 'true');
  const options: WebSocket.ClientOptions = { perMessageDeflate: false };
  await config.applyToHTTPSOptions(options);
  const socket = new WebSocket(url, protocol, options);
  socket.on('message', (data: Buffer) => {
    const [kind, chunk] = [data[0], data.subarray(1)];
    if (kind === channel.stdout) streams.stdout(chunk);
    else if (kind === channel.stderr) streams.stderr(chunk);
    else if (kind === channel.status) streams.ended(JSON.parse(chunk.toString('utf8')));
  });
  const opened = Promise.withResolvers<WebSocket>();
  let open = false;
  socket.on('unexpected-response', (request, response) => {
    void wordsOf(response).then((words) => {
      opened.reject(new ExecRefused(words));
      request.destroy();
    });
  });
  socket.on('error', (error) => {
    if (open) streams.closed(error.message);
    else opened.reject(new ExecRefused(error.message));
  });
  socket.on('close', (code) => open && streams.closed(`the connection was closed (${code})`));
  socket.on('open', () => {
    open = true;
    if (stdin !== undefined) feed(socket, stdin);
    opened.resolve(socket);
  });
  return opened.promise;
}

/** The text, and then the frame that closes stdin: without it a reader waits for ever. */
function feed(socket: WebSocket, stdin: string): void {
  socket.send(Buffer.concat([Buffer.from([channel.stdin]), Buffer.from(stdin)]));
  socket.send(Buffer.from([channel.close, channel.stdin]));
}

const statusSchema = z.object({ message: z.string().min(1) });

/** What an answer that is no WebSocket says. */
async function wordsOf(response: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) text += chunk;
    return statusSchema.parse(JSON.parse(text)).message;
  } catch {
    return text.trim().split('\n')[0] || `the API server answered ${response.statusCode}`;
  }
}
