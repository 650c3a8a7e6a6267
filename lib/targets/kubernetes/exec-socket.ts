import type { IncomingMessage } from 'node:http';
import WebSocket from 'ws';
import { z } from 'zod';
import { apiReason } from './api-error.ts';
import type { Connection } from './connection.ts';
import { readJson } from './read-json.ts';

/** A container of a pod. */
export interface Container {
  readonly pod: string;
  readonly container: string;
  readonly namespace: string;
}

export interface ExecRequest {
  readonly container: Container;
  readonly argv: readonly string[];
  readonly stdin?: string;
}

const statusSchema = z.object({
  status: z.string().optional(),
  message: z.string().optional(),
  reason: z.string().optional(),
  details: z
    .object({
      causes: z.array(z.object({ reason: z.string().optional(), message: z.string().optional() })).nullish(),
    })
    .nullish(),
});

/** How a command ended, as the status channel has it. */
export type ExecStatus = z.infer<typeof statusSchema>;

/** What is heard of a command. Of the last three the first that is called counts. */
export interface ExecListener {
  stdout(chunk: Buffer): void;
  stderr(chunk: Buffer): void;
  ended(status: ExecStatus): void;
  /** The API server, or the kubelet behind it, did not start the command; its own words. */
  refused(words: string): void;
  /** The connection is gone, or never came about: whether the command has run is not known. */
  closed(reason: string): void;
}

/** The channels of the exec protocol, by the first byte of each message. */
const channel = { stdin: 0, stdout: 1, stderr: 2, status: 3, close: 255 } as const;
/** The first version in which stdin can be ended; Kubernetes 1.30 and later speak it. */
const protocol = 'v5.channel.k8s.io';

/**
 * Starts a command in a container over the API server's exec endpoint.
 * @param hangUp gives the connection up, whether it is open or not yet
 * @throws Error when nothing could be asked, as without credentials
 */
export async function openExec(
  { config }: Connection,
  request: ExecRequest,
  listener: ExecListener,
  hangUp: AbortSignal,
): Promise<void> {
  const options: WebSocket.ClientOptions = { perMessageDeflate: false };
  await config.applyToHTTPSOptions(options);
  if (hangUp.aborted) return;
  const socket = new WebSocket(urlOf(config.getCurrentCluster()?.server, request), protocol, options);
  hangUp.addEventListener('abort', () => socket.terminate(), { once: true });
  socket.on('open', () => request.stdin !== undefined && feed(socket, request.stdin));
  socket.on('message', (data: Buffer) => {
    const [kind, chunk] = [data[0], data.subarray(1)];
    if (kind === channel.stdout) listener.stdout(chunk);
    else if (kind === channel.stderr) listener.stderr(chunk);
    else if (kind === channel.status) readStatus(chunk, listener);
  });
  socket.on('unexpected-response', (_request, response) => {
    void wordsOf(response).then((words) => {
      listener.refused(words);
      socket.terminate();
    });
  });
  socket.on('error', (error) => listener.closed(apiReason(error)));
  socket.on('close', (code) => listener.closed(`the connection was closed (${code})`));
}

function urlOf(
  server: string | undefined,
  { container: { namespace, pod, container }, argv, stdin }: ExecRequest,
): URL {
  const url = new URL(`${server?.replace(/\/$/, '')}/api/v1/namespaces/${namespace}/pods/${pod}/exec`);
  url.protocol = url.protocol.replace('http', 'ws');
  for (const word of argv) url.searchParams.append('command', word);
  url.searchParams.set('container', container);
  for (const stream of ['stdout', 'stderr', ...(stdin === undefined ? [] : ['stdin'])])
    url.searchParams.set(stream, 'true');
  return url;
}

/** The text, and then the frame that closes stdin: without it a reader waits for ever. */
function feed(socket: WebSocket, stdin: string): void {
  socket.send(Buffer.concat([Buffer.from([channel.stdin]), Buffer.from(stdin)]));
  socket.send(Buffer.from([channel.close, channel.stdin]));
}

function readStatus(chunk: Buffer, listener: ExecListener): void {
  let status: ExecStatus;
  try {
    status = readJson(chunk.toString('utf8'), statusSchema, 'its status');
  } catch (error) {
    listener.closed(apiReason(error));
    return;
  }
  listener.ended(status);
}

/** What an answer that is no WebSocket says. */
async function wordsOf(response: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) text += chunk;
    const { message } = readJson(text, statusSchema, 'the answer');
    if (message) return message;
  } catch {
    // What a proxy in between says is no JSON.
  }
  return text.trim().split('\n')[0] || `the API server answered ${response.statusCode}`;
}
