import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a request; without one it passes. */
export type Fate =
  | { readonly kind: 'answer'; readonly status: number; readonly code: string }
  /** It is carried out or not, and its answer never comes. */
  | { readonly kind: 'lost'; readonly carriedOut: boolean; readonly onLost: () => void }
  /** It is carried out, and then the connection breaks. */
  | { readonly kind: 'unanswered' }
  /** It is carried out, then this happens, then it is answered. */
  | { readonly kind: 'followed'; readonly by: () => Promise<void> }
  | { readonly kind: 'elsewhere'; readonly url: string };

export interface Asked {
  readonly method: string;
  readonly url: string;
  /** The action of SSM. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  /** Once all of it is there; of what is neither JSON nor a form nothing. */
  body: string;
  /** Of the answer, once there is one. */
  status?: number;
  /** From 1, of all requests. */
  readonly count: number;
}

export interface Proxy extends AsyncDisposable {
  readonly endpoint: string;
  readonly asked: readonly Asked[];
}

/** A server between a client and moto that lets trouble happen where a test wants it. */
export async function startProxy(
  target: string,
  judge: (asked: Asked) => Fate | undefined = () => undefined,
): Promise<Proxy> {
  const log: Asked[] = [];
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const asked: Asked = {
      method: incoming.method ?? '',
      url: incoming.url ?? '',
      target: String(incoming.headers['x-amz-target']),
      headers: incoming.headers,
      body: '',
      count: log.length + 1,
    };
    log.push(asked);
    if (/json|urlencoded/.test(incoming.headers['content-type'] ?? '') && !asked.url.includes('/runs/'))
      incoming.on('data', (chunk) => {
        asked.body += chunk;
      });
    const fate = judge(asked);
    if (fate?.kind === 'answer') return refuse(incoming, outgoing, fate.status, fate.code);
    if (fate?.kind === 'lost' && !fate.carriedOut) return fate.onLost();
    const answer = await forward(target, incoming, fate?.kind === 'elsewhere' ? fate.url : undefined);
    if (answer.statusCode !== undefined) asked.status = answer.statusCode;
    if (fate?.kind !== 'lost' && fate?.kind !== 'unanswered') {
      if (fate?.kind === 'followed') await fate.by();
      answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers));
      return;
    }
    await once(answer.resume(), 'end');
    if (fate.kind === 'lost') fate.onLost();
    else outgoing.destroy();
  };
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://localhost:${port}`,
    asked: log,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function forward(
  target: string,
  incoming: IncomingMessage,
  url = incoming.url,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method, headers } = incoming;
    const { host } = new URL(target);
    const outgoing = request(new URL(url ?? '/', target), { method, headers: { ...headers, host } }, resolve);
    outgoing.on('error', reject);
    incoming.pipe(outgoing);
  });
}

function refuse(incoming: IncomingMessage, outgoing: ServerResponse, status: number, code: string): void {
  incoming.resume();
  outgoing.writeHead(status, { 'content-type': 'application/xml' });
  outgoing.end(`<Error><Code>${code}</Code><Message>as the test wants it</Message></Error>`);
}
