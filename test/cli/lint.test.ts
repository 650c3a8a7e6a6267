import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { main } from '../../lib/cli/program.ts';
import { memoryIo } from '../support/cli.ts';

const folder = join(import.meta.dirname, '../fixtures/lint');

async function lint(...args: readonly string[]) {
  const { io, stdout, stderr } = memoryIo(folder);
  return { code: await main(['lint', ...args], io), stdout: stdout(), stderr: stderr() };
}

describe('lint', () => {
  it('ends with 0 where nothing is found, and says so', async () => {
    expect(await lint('iperf3/clean-tcp.json', 'netperf/clean-tcp-rr.csv')).toEqual({
      code: 0,
      stdout:
        'iperf3/clean-tcp.json (iperf3): nothing found\nnetperf/clean-tcp-rr.csv (netperf): nothing found\n',
      stderr: '',
    });
  });

  it('ends with 1 where something is found, with rule, place, claim, reason and remedy', async () => {
    const { code, stdout } = await lint('fortio/saturated.json');
    expect(code).toBe(1);
    expect(stdout.split('\n').slice(0, 5)).toEqual([
      'fortio/saturated.json (Fortio): 2 findings',
      '  target-not-reached  /ActualQPS',
      expect.stringMatching(/^ {4}claimed {2}a load of 2,000 requests a second$/),
      expect.stringMatching(/^ {4}but {6}only 704\.3 /),
      expect.stringMatching(/^ {4}instead {2}ask for a rate that is reached/),
    ]);
  });

  it('prints one JSON object', async () => {
    const { code, stdout } = await lint('--json', 'fortio/failures.json', 'fortio/clean-connect.json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      found: 1,
      files: [
        {
          file: 'fortio/failures.json',
          tool: 'Fortio',
          findings: [{ rule: 'failures-timed', at: '/RetCodes' }],
        },
        { file: 'fortio/clean-connect.json', findings: [] },
      ],
    });
  });

  it('prints nothing of the others when one file is not a result', async () => {
    expect(await lint('fortio/saturated.json', 'README.md')).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^cni-bench: README\.md: not a result that this program reads; [^\n]*\n$/,
      ),
    });
  });
});
