import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import { type Connection, connectionOf } from '../../../../lib/targets/kubernetes/connection.ts';

/** An HTTP server that stands for an API server, and who speaks to it. */
export interface ApiServer extends AsyncDisposable {
  readonly http: Server;
  readonly connection: Connection;
}

/** @param answer to requests; exec arrives as an `upgrade` of `http` instead */
export async function startApiServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<ApiServer> {
  const http = createServer(answer);
  const sockets = new Set<Socket>();
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  return {
    http,
    connection: connectionTo(`http://127.0.0.1:${port}`),
    async [Symbol.asyncDispose]() {
      http.close();
      for (const socket of sockets) socket.destroy();
      await once(http, 'close');
    },
  };
}

export function connectionTo(server: string): Connection {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name: 'here', server, skipTLSVerify: true }],
    users: [{ name: 'me', token: 'a-token' }],
    contexts: [{ name: 'test', cluster: 'here', user: 'me' }],
    currentContext: 'test',
  });
  return connectionOf(config);
}
