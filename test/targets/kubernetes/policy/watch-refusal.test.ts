import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import type { PolicyAttempt } from '../../../../lib/domain/policy-case.ts';
import { TryList, watchScript } from '../../../../lib/targets/kubernetes/policy/watch-refusal.ts';

describe('the delay until the first refusal', () => {
  const heard = (...chunks: [text: string, atMillis: number][]) => {
    const tries = new TryList();
    for (const [text, atMillis] of chunks) tries.hear(text, atMillis);
    return tries;
  };

  it('lies between the last connection that passed and the first that did not', () => {
    const tries = heard(
      ['begin\n', 100],
      ['passed\nbegin\n', 110],
      ['passed\n', 119],
      ['begin\n', 130],
      ['refused\n', 430],
    );
    expect(tries.delayFrom(105)).toEqual({ lastPassedMillis: 5, firstRefusedMillis: 25 });
  });

  it('is not there where nothing was refused', () => {
    const tries = heard(['begin\npassed\nbegin\n', 100]);
    expect(tries.hasPassed).toBe(true);
    expect(tries.delayFrom(100)).toBeUndefined();
  });

  it('takes lines that arrive in pieces', () => {
    const tries = heard(['beg', 100], ['in\nrefu', 120], ['sed\n', 400]);
    expect(tries.delayFrom(100)).toEqual({ firstRefusedMillis: 20 });
  });
});

describe('the shell that tries', () => {
  const attempt: PolicyAttempt = { from: 'denied', to: 'server', port: 'http', wanted: 'refused' };

  it('ends with the first refusal, by HTTP as by the network', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.writeHead(requests < 4 ? 200 : 403).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const script = watchScript(attempt, '127.0.0.1', 20).replaceAll(':8080/', `:${port}/`);
    const answered = await execa('sh', ['-c', script]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(answered.stdout.split('\n')).toEqual([
      ...['begin', 'passed', 'begin', 'passed', 'begin', 'passed', 'begin', 'refused'],
    ]);
    const closed = await execa('sh', ['-c', script]);
    expect(closed.stdout.split('\n')).toEqual(['begin', 'refused']);
  });
});
