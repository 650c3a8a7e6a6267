import { describe, expect, it } from '@jest/globals';
import type { ToolOutput } from '../../lib/suite/ports.ts';
import { OutputError, type Probe } from '../../lib/suite/probe.ts';
import { readOutputs } from '../../lib/suite/read-outputs.ts';

const ended: ToolOutput = {
  argv: ['fortio', 'load'],
  stdout: '',
  stderr: '',
  exitCode: 0,
  signal: null,
  timedOut: false,
  startedAt: '2026-11-23T11:00:00.000Z',
  durationMillis: 2000,
};

function probeThat(parse: Probe['parse']): Probe {
  return {
    id: 'made-up',
    title: 'Made up',
    tools: ['fortio'],
    metrics: () => ['rtt.min', 'rtt.p50'],
    expectedSeconds: () => 1,
    next: () => undefined,
    parse,
  };
}

const good = probeThat(() => [
  { metric: 'rtt.p50', outcome: 'value', value: 2 },
  { metric: 'rtt.min', outcome: 'value', value: 1 },
]);

const reasonsFor = (probe: Probe, output: Partial<ToolOutput>) =>
  readOutputs(probe, [{ ...ended, ...output }], {}).map((sample) =>
    sample.outcome === 'value' ? sample.value : sample.reason,
  );

describe('readOutputs', () => {
  it("gives the probe's metrics in its order", () => {
    expect(readOutputs(good, [ended], {}).map((sample) => sample.metric)).toEqual(['rtt.min', 'rtt.p50']);
  });

  it.each<[string, Partial<ToolOutput>, string]>([
    ['did not start', { exitCode: null, startError: 'fortio: not found' }, 'fortio: not found'],
    [
      'was killed in the end',
      { exitCode: null, signal: 'SIGKILL', timedOut: true, durationMillis: 17_040 },
      'fortio did not end by itself and was killed after 17.0 s',
    ],
    ['was ended by a signal', { exitCode: null, signal: 'SIGSEGV' }, 'fortio was ended by SIGSEGV'],
    ['failed without a word', { exitCode: 3 }, 'fortio ended with status 3'],
    [
      'failed with words',
      { exitCode: 1, stderr: 'Fortio 1.65.0 running\nUnable to parse flag\n' },
      'fortio ended with status 1: Unable to parse flag',
    ],
    [
      'failed with a log in JSON',
      { exitCode: 1, stderr: '{"level":"err","msg":"Unable to connect","err":"i/o timeout"}\n' },
      'fortio ended with status 1: Unable to connect: i/o timeout',
    ],
    [
      'failed with an error in its report',
      { exitCode: 1, stdout: '{"end": {}, "error":\t"the server is \\"busy\\""}' },
      'fortio ended with status 1: the server is "busy"',
    ],
    [
      'had nothing beside it',
      { beside: { ...ended, exitCode: null, startError: 'iperf3: not found' } },
      'iperf3: not found',
    ],
  ])('says for every metric that the command %s', (_what, output, reason) => {
    expect(reasonsFor(good, output)).toEqual([reason, reason]);
  });

  it.each<[string, Partial<ToolOutput>]>([
    ['its own connection', { lost: 'the socket closed with 1006', exitCode: null }],
    ['that of the load beside it', { beside: { ...ended, lost: 'the socket closed with 1006' } }],
  ])('tells a lost connection from other failures: %s', (_what, output) => {
    const samples = readOutputs(good, [{ ...ended, ...output }], {});
    expect(samples).toEqual(
      ['rtt.min', 'rtt.p50'].map((metric) => ({
        metric,
        outcome: 'failed',
        failure: 'connection-lost',
        reason: 'the connection to fortio was lost: the socket closed with 1006',
      })),
    );
  });

  it('keeps a reason to one line of 200 characters', () => {
    const [reason] = reasonsFor(good, { exitCode: 1, stderr: `error ${'x'.repeat(500)}` });
    expect(reason).toHaveLength(200);
  });

  it('turns whatever a parser throws into the reason', () => {
    const throwing = probeThat(() => {
      throw new OutputError('two\nlines');
    });
    expect(reasonsFor(throwing, {})).toEqual(['two lines', 'two lines']);
    const odd = probeThat(() => {
      throw new TypeError('');
    });
    expect(reasonsFor(odd, {})).toEqual(['the output could not be read', 'the output could not be read']);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('lets no %d through', (value) => {
    const odd = probeThat(() => [
      { metric: 'rtt.min', outcome: 'value', value },
      { metric: 'rtt.p50', outcome: 'value', value: 2 },
    ]);
    expect(reasonsFor(odd, {})).toEqual(['the tool reported no finite figure', 2]);
  });

  it('names a metric that is missing or twice there, and drops one that nobody asked for', () => {
    const odd = probeThat(() => [
      { metric: 'rtt.p50', outcome: 'value', value: 2 },
      { metric: 'rtt.p50', outcome: 'value', value: 3 },
      { metric: 'rtt.p90', outcome: 'value', value: 4 },
    ]);
    expect(reasonsFor(odd, {})).toEqual([
      'the tool reported no such figure',
      'the tool reported two such figures',
    ]);
  });

  it('reads nothing when any of several commands failed', () => {
    const samples = readOutputs(good, [{ ...ended, exitCode: 1 }, ended], {});
    expect(samples.map((sample) => sample.outcome)).toEqual(['failed', 'failed']);
  });
});
