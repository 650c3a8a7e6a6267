import { describe, expect, it } from '@jest/globals';
import type { Observed } from '../../../lib/domain/observation.ts';
import { readOutputs } from '../../../lib/suite/read-outputs.ts';
import { contextFor } from './context.ts';
import { set } from './mutations.ts';
import { busyNodes, probeOf, recorded } from './recorded.ts';

const tcpPaced = probeOf('tcp-paced');
const connectPaced = probeOf('connect-paced');
const idle = probeOf('idle');
const pod = { via: 'pod' };
const service = { via: 'service' };

const withCounters = (counters: Observed['counters']): Observed => ({
  wallMillis: 5000,
  counters: { ...busyNodes.counters, ...counters },
});

describe('tcp-paced', () => {
  it('is one stream at 1 Gbit/s, of the host network for the control', () => {
    const argv = tcpPaced.next(contextFor({ via: 'host' }, 5), [])?.argv.join(' ');
    expect(argv).toBe('iperf3 -J -c 192.168.0.2 -p 5201 --connect-timeout 3000 -t 5 -b 1000000000');
    expect(tcpPaced.next(contextFor({ via: 'host' }, 5), [])?.role).toBe('hostClient');
    expect(tcpPaced.next(contextFor(pod, 5), recorded('tcp-paced.pod'))).toBeUndefined();
  });

  it('divides the processor time that is not foreign by what arrived', () => {
    // 624,689,152 bytes are 4.9975 Gbit; 2,000 ms busy less 500 ms of other programs.
    expect(readOutputs(tcpPaced, recorded('tcp-paced.pod'), pod, busyNodes)).toEqual([
      { metric: 'cost.cpu-seconds-per-gbit', outcome: 'value', value: expect.closeTo(1.5 / 4.997513, 6) },
      {
        metric: 'cost.cni-cpu-seconds-per-gbit',
        outcome: 'value',
        value: expect.closeTo(0.05 / 4.997513, 6),
      },
      { metric: 'cost.cni-memory', outcome: 'value', value: 2e8 },
    ]);
  });

  it('marks a stream that fell short of its rate', () => {
    const slower = recorded('tcp-paced.pod').map((output) => {
      const bytes = set('end.sum_received.bytes', 600_000_000);
      const rate = set('end.sum_received.bits_per_second', (600_000_000 * 8) / 5.006824);
      const stream = set('end.streams.0.receiver.bytes', 600_000_000);
      return { ...output, stdout: stream(rate(bytes(output.stdout))) };
    });
    for (const sample of readOutputs(tcpPaced, slower, pod, busyNodes).slice(0, 2))
      expect(sample).toMatchObject({ outcome: 'value', marks: ['target-not-reached'] });
  });

  it('skips what the target has no counter for', () => {
    const { 'cni.cpu-seconds': _agents, ...counters } = busyNodes.counters;
    const [nodes, agents] = readOutputs(tcpPaced, recorded('tcp-paced.pod'), pod, {
      wallMillis: 5000,
      counters,
    });
    expect(nodes?.outcome).toBe('value');
    expect(agents).toEqual({
      metric: 'cost.cni-cpu-seconds-per-gbit',
      outcome: 'skipped',
      reason: 'this target has no cni.cpu-seconds',
    });
    const [unread] = readOutputs(tcpPaced, recorded('tcp-paced.pod'), pod);
    expect(unread).toMatchObject({ outcome: 'skipped', reason: 'this target has no cpu.busy' });
  });

  it('fails where agents began anew during the step', () => {
    const [, agents] = readOutputs(
      tcpPaced,
      recorded('tcp-paced.pod'),
      pod,
      withCounters({ 'cni.cpu-seconds': -3 }),
    );
    expect(agents).toMatchObject({
      outcome: 'failed',
      reason: 'cni.cpu-seconds did not grow during the step',
    });
  });
});

describe('connect-paced', () => {
  it('opens a connection for each request, at a fixed rate', () => {
    const argv = connectPaced.next(contextFor(service, 5), [])?.argv.join(' ');
    expect(argv).toContain('-qps 1000 -c 8 -t 5s');
    expect(argv).toContain('-keepalive=false');
    expect(argv).toContain('http://172.20.0.10:8080/');
  });

  it('divides the processor time by the connections made', () => {
    const samples = readOutputs(connectPaced, recorded('connect-paced.service'), service, busyNodes);
    expect(samples).toEqual([
      {
        metric: 'cost.cpu-seconds-per-10k-connections',
        outcome: 'value',
        value: expect.closeTo((1.5 / 5006) * 10_000, 6),
      },
      {
        metric: 'cost.cni-cpu-seconds-per-10k-connections',
        outcome: 'value',
        value: expect.closeTo((0.05 / 5006) * 10_000, 6),
      },
      { metric: 'cost.cni-memory', outcome: 'value', value: 2e8 },
    ]);
  });
});

describe('idle', () => {
  it('waits beside the nodes and reads counters only', () => {
    const invocation = idle.next(contextFor({}, 5), []);
    expect(invocation).toMatchObject({ role: 'inspector', argv: ['sleep', '5'] });
    const [output] = recorded('tcp-paced.pod');
    if (!output) throw new Error('no recording');
    const slept = [{ ...output, argv: ['sleep', '5'], stdout: '' }];
    expect(idle.next(contextFor({}, 5), slept)).toBeUndefined();
    expect(readOutputs(idle, slept, {}, withCounters({ 'kube-proxy.memory-bytes': 5e7 }))).toEqual([
      { metric: 'idle.cpu', outcome: 'value', value: expect.closeTo(30, 6) },
      { metric: 'idle.cni-cpu', outcome: 'value', value: expect.closeTo(1, 6) },
      { metric: 'idle.cni-memory', outcome: 'value', value: 2e8 },
      {
        metric: 'idle.kube-proxy-cpu',
        outcome: 'skipped',
        reason: 'this target has no kube-proxy.cpu-seconds',
      },
      { metric: 'idle.kube-proxy-memory', outcome: 'value', value: 5e7 },
    ]);
  });
});
