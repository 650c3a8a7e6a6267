import { describe, expect, it } from '@jest/globals';
import { readOutputs } from '../../../lib/suite/read-outputs.ts';
import { contextFor } from './context.ts';
import { set } from './mutations.ts';
import { probeOf, recorded } from './recorded.ts';

const tcp = probeOf('tcp');
const one = { streams: 1, via: 'pod' };
const eight = { streams: 8, via: 'host' };

describe('tcp-shaped', () => {
  it('is one stream of tcp while the links are a bottleneck', () => {
    const shaped = probeOf('tcp-shaped');
    expect(shaped.next(contextFor({ via: 'pod' }, 3), [])).toEqual({
      ...tcp.next(contextFor(one, 3), []),
      link: 'shaped',
    });
    expect(shaped.next(contextFor({ via: 'pod' }, 3), recorded('tcp-shaped.pod'))).toBeUndefined();
    expect(readOutputs(shaped, recorded('tcp-shaped.pod'), { via: 'pod' })).toEqual([
      { metric: 'tcp.throughput', outcome: 'value', value: 914453623.271184 },
      { metric: 'tcp.retransmits', outcome: 'value', value: 0 },
    ]);
  });
});

describe('tcp', () => {
  it('leaves the first second out of a run that is long enough', () => {
    const invocation = tcp.next(contextFor(one, 3), []);
    expect(invocation?.argv.join(' ')).toBe(
      'iperf3 -J -c 10.0.0.2 -p 5201 --connect-timeout 3000 -t 3 -P 1 -O 1',
    );
    expect(invocation).toMatchObject({ role: 'client', placement: 'separate-cores' });
  });

  it('runs its control on the host network, and a short run whole', () => {
    const invocation = tcp.next(contextFor(eight, 1), []);
    expect(invocation?.argv.join(' ')).toBe(
      'iperf3 -J -c 192.168.0.2 -p 5201 --connect-timeout 3000 -t 1 -P 8',
    );
    expect(invocation?.role).toBe('hostClient');
  });

  it('is one command', () => {
    expect(tcp.next(contextFor(one, 3), recorded('tcp.streams-1'))).toBeUndefined();
  });

  it("reads the receiver's rate and the retransmits", () => {
    expect(readOutputs(tcp, recorded('tcp.streams-1'), one)).toEqual([
      { metric: 'tcp.throughput', outcome: 'value', value: 15660163045.144709 },
      { metric: 'tcp.retransmits', outcome: 'value', value: 37844 },
    ]);
    expect(readOutputs(tcp, recorded('tcp.streams-8'), eight)).toEqual([
      { metric: 'tcp.throughput', outcome: 'value', value: 24685660256.05808 },
      { metric: 'tcp.retransmits', outcome: 'value', value: 1731 },
    ]);
  });

  it('takes no run of another number of streams', () => {
    const [throughput] = readOutputs(tcp, recorded('tcp.streams-1'), eight);
    expect(throughput).toMatchObject({ outcome: 'failed', reason: 'iperf3 ran 1 streams, not 8' });
  });

  it('takes no run that was cut short', () => {
    const change = set('start.test_start.duration', 30);
    const outputs = recorded('tcp.streams-1').map((output) => ({ ...output, stdout: change(output.stdout) }));
    expect(readOutputs(tcp, outputs, one)[0]).toMatchObject({
      outcome: 'failed',
      reason: 'iperf3 measured 3.000396 s instead of 30 s',
    });
  });

  it("gives iperf3's own words for a server that is not there, which it ends with status 0", () => {
    const [output] = recorded('tcp.refused');
    expect(output?.exitCode).toBe(0);
    const reason = 'iperf3: unable to connect to server: Connection refused';
    expect(readOutputs(tcp, recorded('tcp.refused'), one)).toEqual([
      { metric: 'tcp.throughput', outcome: 'failed', reason },
      { metric: 'tcp.retransmits', outcome: 'failed', reason },
    ]);
  });

  it('refuses parameters that it does not have', () => {
    expect(() => tcp.next(contextFor({ streams: 2, via: 'pod' }, 1), [])).toThrow();
  });
});

describe('rtt-published', () => {
  const rttPublished = probeOf('rtt-published');

  it("reads the kernel's mean round trip of a stream of 1-byte writes", () => {
    const argv = rttPublished.next(contextFor({ via: 'pod' }, 5), [])?.argv.join(' ');
    expect(argv).toBe('iperf3 -J -c 10.0.0.2 -p 5201 --connect-timeout 3000 -t 5 --length 1');
    expect(readOutputs(rttPublished, recorded('rtt-published.pod'), { via: 'pod' })).toEqual([
      { metric: 'rtt.loaded-mean', outcome: 'value', value: 643 },
    ]);
  });

  it('takes no stream of larger writes', () => {
    const samples = readOutputs(rttPublished, recorded('tcp.streams-1'), { via: 'pod' });
    expect(samples[0]).toMatchObject({ outcome: 'failed', reason: 'iperf3 wrote 131072 bytes at a time' });
  });
});
