import { describe, expect, it } from '@jest/globals';
import { readOutputs } from '../../../lib/suite/read-outputs.ts';
import { contextFor } from './context.ts';
import { probeOf, recorded } from './recorded.ts';

describe('dns-latency', () => {
  const latency = probeOf('dns-latency');
  const fqdn = { names: 'fqdn' };

  it('asks for the whole name, paced, through the Service', () => {
    expect(latency.next(contextFor(fqdn, 2), [])?.argv).toEqual([
      ...['sh', '-c', 'yes "$0" | dnsperf "$@"', 'server.bench.svc.cluster.local. A'],
      ...['-s', '172.20.0.10', '-p', '53', '-l', '2', '-t', '1', '-c', '8', '-T', '1'],
      ...['-q', '100', '-Q', '2000', '-v'],
    ]);
  });

  it('asks what a resolver asks with ndots:5', () => {
    const argv = latency.next(contextFor({ names: 'search' }, 2), [])?.argv ?? [];
    expect(argv[3]?.split('\n')).toEqual([
      'server.bench.svc.cluster.local.bench.svc.cluster.local. A',
      'server.bench.svc.cluster.local.svc.cluster.local. A',
      'server.bench.svc.cluster.local.cluster.local. A',
      'server.bench.svc.cluster.local. A',
    ]);
  });

  it('reads percentiles from the single answers', () => {
    expect(readOutputs(latency, recorded('dns-latency.fqdn'), fqdn)).toEqual([
      { metric: 'dns.p50', outcome: 'value', value: 44 },
      { metric: 'dns.p99', outcome: 'value', value: expect.closeTo(99.5, 0) },
      { metric: 'dns.loss', outcome: 'value', value: 0 },
    ]);
  });

  it('adds the questions of one lookup up', () => {
    const samples = readOutputs(latency, recorded('dns-latency.search'), { names: 'search' });
    expect(samples[0]).toEqual({ metric: 'dns.p50', outcome: 'value', value: expect.closeTo(310, 1) });
    // 2,000 queries are 500 lookups.
    expect(samples[1]).toMatchObject({ outcome: 'value', marks: ['few-events'] });
  });

  it('takes no answers to other questions', () => {
    const [p50] = readOutputs(latency, recorded('dns-latency.fqdn'), { names: 'search' });
    expect(p50).toMatchObject({ outcome: 'failed', reason: 'dnsperf: no lookup was answered' });
  });

  it('takes no failure of the resolver for an answer', () => {
    const outputs = recorded('dns-latency.fqdn').map((output) => ({
      ...output,
      stdout: output.stdout.replace('> NOERROR', '> SERVFAIL'),
    }));
    expect(readOutputs(latency, outputs, fqdn)[0]).toMatchObject({
      outcome: 'failed',
      reason: 'dnsperf: server.bench.svc.cluster.local. was answered SERVFAIL, not NOERROR',
    });
  });

  it('has no figure when nobody answered', () => {
    const samples = readOutputs(latency, recorded('dns-latency.refused'), fqdn);
    expect(samples.map((sample) => sample.outcome)).toEqual(['failed', 'failed', 'failed']);
  });
});

describe('dns-capacity', () => {
  const capacity = probeOf('dns-capacity');
  const clean = recorded('dns-capacity.clean');
  const rewritten = (change: (text: string) => string) =>
    clean.map((output) => ({ ...output, stdout: change(output.stdout) }));
  const lossy = rewritten((text) =>
    text
      .replace('62892 (100.00%)', '61892 (98.41%)')
      .replace('lost:         0', 'lost:         1000')
      .replace(/per second: .*/, `per second:   ${61892 / 1.001427}`),
  );

  it('is settled by one trial without loss', () => {
    expect(capacity.next(contextFor({}, 1), [])?.argv).not.toContain('-Q');
    expect(capacity.next(contextFor({}, 1), clean)).toBeUndefined();
    // 62,802/s * 1.22 ms: 77 of 100 queries were under way, so the resolver was the limit.
    expect(readOutputs(capacity, clean, {})).toEqual([
      { metric: 'dns.capacity', outcome: 'value', value: 62802.381002 },
    ]);
  });

  it('marks a client that had hardly anything under way', () => {
    const idle = rewritten((text) => text.replace('0.001220 (min', '0.000100 (min'));
    expect(readOutputs(capacity, idle, {})[0]).toMatchObject({ outcome: 'value', marks: ['sender-limited'] });
  });

  it('goes on at the rate that was answered when queries were lost', () => {
    const argv = capacity.next(contextFor({}, 1), lossy)?.argv ?? [];
    expect(argv.slice(-2)).toEqual(['-Q', '61804']);
    expect(readOutputs(capacity, lossy, {})[0]).toMatchObject({ outcome: 'failed' });
  });
});

describe('dns-getent', () => {
  const getent = probeOf('dns-getent');

  it('is timed in whole milliseconds: 5.75 ms are 5', () => {
    expect(readOutputs(getent, recorded('dns-getent.lookups'), {})).toEqual([
      { metric: 'dns.getent', outcome: 'value', value: 5 },
    ]);
  });

  it('has no figure for lookups of less than one', () => {
    const outputs = recorded('dns-getent.lookups').map((output) => ({
      ...output,
      stdout: '1795433639031846770 1795433639031946770\n1 lookups\n',
    }));
    expect(readOutputs(getent, outputs, {})[0]).toMatchObject({ outcome: 'failed' });
  });
});
