import { describe, expect, it } from '@jest/globals';
import { untilAnswered } from '../../../lib/targets/kubernetes/until-answered.ts';
import { connectionTo, startApiServer } from './support/api-server.ts';

const never = new AbortController().signal;

/** An API server that answers so, one after the other, and the last for ever; null breaks the connection. */
async function answering(...statuses: readonly (number | null)[]) {
  let asked = 0;
  const server = await startApiServer((request, response) => {
    const status = statuses[Math.min(asked, statuses.length - 1)];
    asked += 1;
    if (typeof status !== 'number') request.destroy();
    else response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  return Object.assign(server, { asked: () => asked });
}

describe('a step waits for an API server', () => {
  it('that breaks connections, is out of order or has not read its rules, until it answers', async () => {
    await using server = await answering(null, 503, 403, 200);
    await untilAnswered(server.connection, never);
    expect(server.asked()).toBe(4);
  });

  it.each([200, 401, 404])('no longer than for its answer, such as %d', async (status) => {
    await using server = await answering(status);
    await untilAnswered(server.connection, never);
    expect(server.asked()).toBe(1);
  });

  it('only so long', async () => {
    await untilAnswered(connectionTo('http://127.0.0.1:1'), never, 0);
  });

  it('not when it is aborted', async () => {
    const abort = new AbortController();
    await using server = await startApiServer((_request, response) => {
      abort.abort(new Error('the end'));
      response.writeHead(503).end();
    });
    await expect(untilAnswered(server.connection, abort.signal)).rejects.toThrow('the end');
  });
});
