import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';

/** A command as the kubelet has it: speaks the exec protocol, version 5. */
export class KubeletCommand {
  readonly url: URL;
  readonly #socket: WebSocket;

  constructor(socket: WebSocket, { url = '' }: IncomingMessage) {
    this.#socket = socket;
    this.url = new URL(url, 'http://kubelet');
  }

  print(channel: 1 | 2, text: string | Buffer): void {
    this.#socket.send(Buffer.concat([Buffer.from([channel]), Buffer.from(text)]));
  }

  end(status: object | string): void {
    this.#socket.send(`\x03${typeof status === 'string' ? status : JSON.stringify(status)}`);
    this.#socket.close(1000);
  }

  /** What comes on stdin until it is closed. */
  stdin(): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    const chunks: Buffer[] = [];
    this.#socket.on('message', (data: Buffer) => {
      if (data[0] === 255 && data[1] === 0) resolve(Buffer.concat(chunks).toString());
      else chunks.push(data.subarray(1));
    });
    return promise;
  }

  drop(): void {
    this.#socket.terminate();
  }

  get gone(): Promise<unknown> {
    return once(this.#socket, 'close');
  }
}
