import { describe, expect, it } from '@jest/globals';
import type { PolicyAttempt } from '../../../../lib/domain/policy/policy-case.ts';
import type { ToolOutput } from '../../../../lib/suite/ports.ts';
import {
  attemptArgv,
  describeAttempt,
  readAttempt,
} from '../../../../lib/targets/kubernetes/policy/attempt.ts';

const output = (change: Partial<ToolOutput>): ToolOutput => ({
  argv: ['curl'],
  stdout: '',
  stderr: '',
  exitCode: 0,
  signal: null,
  timedOut: false,
  startedAt: '2026-11-26T01:00:00Z',
  durationMillis: 1000,
  ...change,
});

describe('an attempt', () => {
  const attempt: PolicyAttempt = {
    from: 'denied',
    to: 'server',
    port: 'second',
    method: 'POST',
    path: '/open',
    wanted: 'refused',
  };
  it('is one request with time limits of its own', () => {
    const argv = attemptArgv(attempt, '10.244.1.229');
    expect(argv.slice(-1)).toEqual(['http://10.244.1.229:8081/open']);
    expect(argv).toEqual(expect.arrayContaining(['--connect-timeout', '--max-time']));
    expect(describeAttempt(attempt)).toBe('denied -> server:second POST /open');
  });

  it('names a host outside of the cluster', () => {
    const outside: PolicyAttempt = { ...attempt, to: { name: 'sts.amazonaws.com' }, port: 'https' };
    expect(attemptArgv(outside, 'sts.amazonaws.com').at(-1)).toBe('https://sts.amazonaws.com:443/open');
    expect(describeAttempt(outside)).toBe('denied -> sts.amazonaws.com:https POST /open');
  });

  // What curl 7.88 printed on the test bed.
  it.each([
    ['passed', output({ stdout: '200' }), 'HTTP 200'],
    ['refused', output({ stdout: '403' }), 'HTTP 403'],
    [
      'refused',
      output({
        exitCode: 28,
        stdout: '000',
        stderr: 'curl: (28) Failed to connect to 10.244.1.229 port 8080 after 1001 ms: Timeout was reached\n',
      }),
      'curl: (28) Failed to connect to 10.244.1.229 port 8080 after 1001 ms: Timeout was reached',
    ],
    [
      'unclear',
      output({ exitCode: 6, stdout: '000', stderr: 'curl: (6) Could not resolve host: ec2.amazonaws.com\n' }),
      'curl: (6) Could not resolve host: ec2.amazonaws.com',
    ],
    [
      'unclear',
      output({ exitCode: null, lost: 'the connection was closed (1006)' }),
      /connection .* was lost/,
    ],
    ['unclear', output({ exitCode: null, timedOut: true }), /did not end by itself/],
    ['unclear', output({ exitCode: null, startError: 'curl: not found' }), 'curl: not found'],
    ['unclear', output({ stdout: '' }), 'HTTP without a status'],
  ])('%s', (outcome, printed, said) => {
    const read = readAttempt(printed);
    expect(read.outcome).toBe(outcome);
    expect(read.said).toMatch(said);
  });
});
