import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What carries the connections between a driver and an API server, and can cut them. */
export interface ApiProxy extends AsyncDisposable {
  readonly kubeconfig: string;
  /** Ends every connection that is open; new ones are carried again. */
  cut(): void;
}

/** @param kubeconfig of a server on the loopback; a changed copy is written beside it */
export async function startApiProxy(kubeconfig: string): Promise<ApiProxy> {
  const text = await readFile(kubeconfig, 'utf8');
  const [address = '', port] = /https:\/\/127\.0\.0\.1:(\d+)/.exec(text) ?? [];
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const copy = `${kubeconfig}-by-proxy`;
  await writeFile(copy, text.replace(address, `https://127.0.0.1:${(server.address() as AddressInfo).port}`));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    kubeconfig: copy,
    cut,
    async [Symbol.asyncDispose]() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
