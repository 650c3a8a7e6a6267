import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WebSocketServer } from 'ws';
import { execInContainer } from '../../../lib/targets/kubernetes/exec.ts';
import { type ApiServer, connectionTo, startApiServer } from './support/api-server.ts';
import { KubeletCommand } from './support/kubelet-command.ts';

const container = { namespace: 'bench', pod: 'fortio-client-0', container: 'fortio' };
const limit = { timeoutSeconds: 60 };

const exited = (code: number) => ({
  status: 'Failure',
  reason: 'NonZeroExitCode',
  message: `command terminated with non-zero exit code: ${code}`,
  details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
});

let server: ApiServer;
afterEach(async () => server[Symbol.asyncDispose]());

/** A server whose containers do with each command what `behave` does. */
async function kubelet(behave: (command: KubeletCommand) => void): Promise<void> {
  server = await startApiServer((_, response) => response.writeHead(400).end());
  const sockets = new WebSocketServer({ noServer: true });
  server.http.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (open) => behave(new KubeletCommand(open, request))),
  );
}

/** A server that does not become a WebSocket. */
async function answering(behave: (request: IncomingMessage, socket: Duplex) => void): Promise<void> {
  server = await startApiServer(() => undefined);
  server.http.on('upgrade', (request, socket) => {
    // A socket that nobody reads does not notice its end.
    socket
      .resume()
      .on('end', () => socket.destroy())
      .on('error', () => undefined);
    behave(request, socket);
  });
}

const exec = (argv: string[], options: Partial<{ timeoutSeconds: number; stdin: string }> = {}) =>
  execInContainer(server.connection, container, argv, { ...limit, ...options });

describe('a command that runs', () => {
  it('gives stdout and stderr apart, and status 0', async () => {
    await kubelet((command) => {
      command.print(1, 'out\n');
      command.print(2, 'err\n');
      command.end({ status: 'Success' });
    });
    const output = await exec(['fortio', 'version']);
    expect(output).toMatchObject({ stdout: 'out\n', stderr: 'err\n', exitCode: 0, timedOut: false });
    for (const key of ['lost', 'startError']) expect(output).not.toHaveProperty(key);
  });

  it('is asked for word by word, in its pod and container', async () => {
    const { promise, resolve } = Promise.withResolvers<URL>();
    await kubelet((command) => {
      resolve(command.url);
      command.end({ status: 'Success' });
    });
    await exec(['sh', '-c', 'echo "a b" & c']);
    const { pathname, searchParams } = await promise;
    expect(pathname).toBe('/api/v1/namespaces/bench/pods/fortio-client-0/exec');
    expect(searchParams.getAll('command')).toEqual(['sh', '-c', 'echo "a b" & c']);
    expect(searchParams.get('container')).toBe('fortio');
    expect(searchParams.has('stdin')).toBe(false);
  });

  it('may end with another status', async () => {
    await kubelet((command) => command.end(exited(7)));
    expect(await exec(['false'])).toMatchObject({ exitCode: 7, signal: null });
  });

  it('reads its stdin to the end', async () => {
    await kubelet((command) => {
      void command.stdin().then((text) => {
        command.print(1, text.toUpperCase());
        command.end({ status: 'Success' });
      });
    });
    expect(await exec(['cat'], { stdin: 'one\ntwo' })).toMatchObject({ stdout: 'ONE\nTWO', exitCode: 0 });
  });

  it('prints text that is cut anywhere', async () => {
    let parts: Buffer[] = [];
    await kubelet((command) => {
      for (const part of parts) command.print(1, part);
      command.end({ status: 'Success' });
    });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 5 }), async (text, size) => {
        const whole = Buffer.from(text);
        parts = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
          whole.subarray(index * size, (index + 1) * size),
        );
        expect((await exec(['cat'])).stdout).toBe(text);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a command that was not started', () => {
  it('says so in the words of the container runtime', async () => {
    const message = 'exec: "iperf3": executable file not found in $PATH: unknown';
    await kubelet((command) => command.end({ status: 'Failure', reason: 'InternalError', message }));
    expect(await exec(['iperf3'])).toMatchObject({ exitCode: null, startError: message });
  });

  it.each([
    [
      '404',
      '{"kind":"Status","message":"pods \\"fortio-client-0\\" not found"}',
      'pods "fortio-client-0" not found',
    ],
    ['403', '{"kind":"Status","message":"pods is forbidden"}', 'pods is forbidden'],
    ['502', 'Bad Gateway\nby a proxy', 'Bad Gateway'],
    ['500', '', 'the API server answered 500'],
  ])('says so in the words of the API server: %s', async (code, body, words) => {
    await answering((_, socket) =>
      socket.end(`HTTP/1.1 ${code} X\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`),
    );
    const output = await exec(['true']);
    expect(output).toMatchObject({ exitCode: null, startError: words });
    expect(output.lost).toBeUndefined();
  });
});

describe('a connection that is lost', () => {
  it('keeps what was printed, and how it went', async () => {
    await kubelet((command) => {
      command.print(1, 'begun');
      command.drop();
    });
    const output = await exec(['fortio', 'load']);
    expect(output).toMatchObject({ stdout: 'begun', exitCode: null, timedOut: false });
    expect(output.lost).toBe('the connection was closed (1006)');
  });

  it('is one that ends without a status, or with one that nobody can read', async () => {
    let status: string | undefined;
    await kubelet((command) => (status === undefined ? command.drop() : command.end(status)));
    expect(await exec(['true'])).toHaveProperty('lost');
    status = 'Success';
    expect(await exec(['true'])).toMatchObject({
      lost: 'its status: no JSON, but "Success"',
      exitCode: null,
    });
    status = '[]';
    expect((await exec(['true'])).lost).toMatch(/^its status: /);
  });

  it('is one that breaks while it is made: the command may run', async () => {
    await answering((request) => request.socket.destroy());
    const output = await exec(['true']);
    expect(output.lost).toMatch(/ECONNRESET|socket hang up/);
    expect(output.startError).toBeUndefined();
  });

  it('is one that nobody takes', async () => {
    await answering(() => undefined);
    const nobody = connectionTo(`http://127.0.0.1:${await unusedPort()}/`);
    const output = await execInContainer(nobody, container, ['true'], limit);
    expect(output.lost).toContain('ECONNREFUSED');
  });

  it('is given up where the command prints more than 64 MB', async () => {
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    await kubelet((command) => {
      void command.gone.then(() => resolve());
      const megabyte = Buffer.alloc(1024 * 1024, 'x');
      for (let count = 0; count < 65; count += 1) command.print(1, megabyte);
    });
    const output = await exec(['yes']);
    expect(output.lost).toBe('it printed more than 64 MB');
    expect(output.stdout).toHaveLength(64 * 1024 * 1024);
    await gone;
  }, 60_000);
});

describe('a server that does not answer', () => {
  it('is waited for until the time limit, and then hung up on', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    await answering((request) => request.socket.on('close', () => resolve()));
    expect(await exec(['true'], { timeoutSeconds: 0.1 })).toMatchObject({ timedOut: true, exitCode: null });
    await closed;
  });

  it('is hung up on while a command runs, too', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    await kubelet((command) => {
      command.print(1, 'begun');
      void command.gone.then(() => resolve());
    });
    expect(await exec(['sleep'], { timeoutSeconds: 0.3 })).toMatchObject({ timedOut: true, exitCode: null });
    await closed;
  });
});

describe('an abort', () => {
  it.each<[string, boolean]>([
    ['while the connection is made', false],
    ['while the command runs', true],
  ])('%s rejects with its reason and hangs up', async (_, opens) => {
    const reached = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    if (opens)
      await kubelet((command) => {
        void command.gone.then(() => closed.resolve());
        reached.resolve();
      });
    else
      await answering((request) => {
        request.socket.on('close', () => closed.resolve());
        reached.resolve();
      });
    const controller = new AbortController();
    const running = execInContainer(server.connection, container, ['sleep'], limit, controller.signal);
    await reached.promise;
    const reason = new Error('asked to stop');
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    await closed.promise;
  });

  it('before it begins asks nothing', async () => {
    let asked = false;
    await kubelet(() => {
      asked = true;
    });
    const running = execInContainer(server.connection, container, ['true'], limit, AbortSignal.abort('no'));
    await expect(running).rejects.toBe('no');
    expect(asked).toBe(false);
  });
});

async function unusedPort(): Promise<string> {
  const other = await startApiServer(() => undefined);
  const { port } = new URL(other.connection.config.getCurrentCluster()?.server ?? '');
  await other[Symbol.asyncDispose]();
  return port;
}
