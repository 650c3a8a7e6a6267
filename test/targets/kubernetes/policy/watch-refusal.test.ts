import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import type { PolicyAttempt } from '../../../../lib/domain/policy/policy-case.ts';
import { TryList, watchScript } from '../../../../lib/targets/kubernetes/policy/watch-refusal.ts';

describe('the delay until the first refusal', () => {
  const heard = (...chunks: [text: string, atMillis: number][]) => {
    const tries = new TryList();
    for (const [text, atMillis] of chunks) tries.hear(text, atMillis);
    return tries;
  };

  const thrice: [string, number][] = [
    ['begin\n', 130],
    ['refused\nbegin\n', 430],
    ['refused\nbegin\n', 730],
    ['refused\n', 1030],
  ];

  it('lies between the last connection that passed and the first that did not', () => {
    const tries = heard(['begin\n', 100], ['passed\nbegin\n', 110], ['passed\n', 119], ...thrice);
    expect(tries.delayFrom(105)).toEqual({ lastPassedMillis: 5, firstRefusedMillis: 25 });
  });

  it('is not there where nothing was refused, or one connection alone', () => {
    const tries = heard(['begin\npassed\nbegin\n', 100]);
    expect(tries.hasPassed).toBe(true);
    expect(tries.delayFrom(100)).toBeUndefined();
    tries.hear('refused\nbegin\nrefused\n', 700);
    expect(tries.delayFrom(100)).toBeUndefined();
  });

  it('does not count a connection that was lost before others passed', () => {
    const lost: [string, number] = ['begin\nrefused\nbegin\npassed\n', 120];
    expect(heard(lost, ...thrice).delayFrom(100)).toEqual({ lastPassedMillis: 20, firstRefusedMillis: 30 });
  });

  it('takes lines that arrive in pieces', () => {
    const tries = heard(['beg', 100], ['in\nrefu', 120], ['sed\n', 400], ...thrice);
    expect(tries.delayFrom(100)).toEqual({ firstRefusedMillis: 20 });
  });
});

describe('the shell that tries', () => {
  const attempt: PolicyAttempt = { from: 'denied', to: 'server', port: 'http', wanted: 'refused' };

  const endsOf = (stdout: string) => stdout.split('\n').filter((line) => line !== 'begin');

  it('ends when refusals are for sure, by HTTP as by the network', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.writeHead([1, 3].includes(requests) ? 200 : 403).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const script = watchScript(attempt, '127.0.0.1', 20).replaceAll(':8080/', `:${port}/`);
    const answered = await execa('sh', ['-c', script]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(endsOf(answered.stdout)).toEqual([
      ...['passed', 'refused', 'passed', 'refused', 'refused', 'refused'],
    ]);
    const closed = await execa('sh', ['-c', script]);
    expect(endsOf(closed.stdout)).toEqual(['refused', 'refused', 'refused']);
  });

  it('tries for as many whole seconds as it is told', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'watch-'));
    const clock = join(folder, 'clock');
    // A second goes by each time that the shell looks at the clock, and every connection passes.
    const made = `echo 100 >${clock}; date() { now=$(cat ${clock}); echo $((now + 1)) >${clock}; echo $now; }
curl() { echo 200; }
`;
    const { stdout } = await execa('sh', ['-c', made + watchScript(attempt, '127.0.0.1', 3)]);
    await rm(folder, { recursive: true });
    // It began at 100, and looked at 101, 102 and 103.
    expect(endsOf(stdout)).toEqual(['passed', 'passed', 'passed']);
  });
});
