/**
 * Traffic for tests in namespaces, run by Node as a program of its own: `echo.ts server PORT` answers
 * with what it gets, `echo.ts client HOST PORT` sends and prints what came back as one line of JSON.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** What a client saw: whether the bytes came back as sent, and from which address. */
export interface Echoed {
  readonly tcp: { readonly intact: boolean; readonly peer: string };
  readonly udp: readonly { readonly bytes: number; readonly intact: boolean; readonly from: string }[];
}

/** More than one segment, of whatever size offloads make them. */
const streamBytes = 8 * 1024 * 1024;
/** From the smallest to one that needs fragments at every MTU. */
const datagramBytes = [1, 1400, 8000, 30_000];

async function serve(port: number): Promise<void> {
  const stream = createServer((socket) => void socket.on('error', () => undefined).pipe(socket));
  const datagrams = createSocket('udp4');
  datagrams.on('message', (message, { address, port: back }) => datagrams.send(message, back, address));
  datagrams.bind(port);
  stream.listen(port, '0.0.0.0');
  await Promise.all([once(stream, 'listening'), once(datagrams, 'listening')]);
  console.log('ready');
}

async function echoStream(host: string, port: number): Promise<Echoed['tcp']> {
  const sent = randomBytes(streamBytes);
  const socket = connect(port, host);
  await once(socket, 'connect');
  const peer = `${socket.remoteAddress}:${socket.remotePort}`;
  socket.end(sent);
  const received = createHash('sha256');
  for await (const chunk of socket) received.update(chunk);
  return { intact: received.digest('hex') === createHash('sha256').update(sent).digest('hex'), peer };
}

async function echoDatagram(host: string, port: number, bytes: number): Promise<Echoed['udp'][number]> {
  const sent = randomBytes(bytes);
  const socket = createSocket('udp4');
  socket.send(sent, port, host);
  const [message, from] = await once(socket, 'message', { signal: AbortSignal.timeout(20_000) });
  socket.close();
  return { bytes, intact: sent.equals(message), from: `${from.address}:${from.port}` };
}

const [mode, ...args] = process.argv.slice(2);
if (mode === 'server') await serve(Number(args[0]));
if (mode === 'client') {
  const [host = '', port] = [args[0], Number(args[1])];
  const tcp = await echoStream(host, port);
  const udp = [];
  for (const bytes of datagramBytes) udp.push(await echoDatagram(host, port, bytes));
  console.log(JSON.stringify({ tcp, udp } satisfies Echoed));
}
