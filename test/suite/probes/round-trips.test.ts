import { describe, expect, it } from '@jest/globals';
import { readOutputs } from '../../../lib/suite/read-outputs.ts';
import { contextFor } from './context.ts';
import { value } from './expected.ts';
import { changed, probeOf, recorded } from './recorded.ts';

describe('rtt', () => {
  const rtt = probeOf('rtt');
  const via = { via: 'service' };

  it('begins with a pilot from 0 us', () => {
    const pilot = rtt.next(contextFor(via, 2), []);
    expect(pilot?.argv.join(' ')).toBe(
      'fortio load -loglevel critical -qps -1 -c 1 -t 0.1s -r 0.0000010 -offset 0us ' +
        '-p 50,90,99,99.9 -json - tcp://172.20.0.10:8078',
    );
    expect(pilot?.placement).toBe('same-core');
  });

  it('lays the histogram of the measured call where the pilot found the latencies', () => {
    const measured = rtt.next(contextFor(via, 2), recorded('rtt.pod').slice(0, 1));
    expect(measured?.argv.join(' ')).toContain('-t 2s -r 0.0000010 -offset 16us');
    expect(rtt.next(contextFor(via, 2), recorded('rtt.pod'))).toBeUndefined();
  });

  it('does not go on from a pilot that cannot be read', () => {
    const torn = changed(recorded('rtt.pod').slice(0, 1), (text) => text.slice(0, 900));
    expect(rtt.next(contextFor(via, 2), torn)).toBeUndefined();
    expect(readOutputs(rtt, torn, via)[0]).toMatchObject({ outcome: 'failed' });
  });

  it('reads microseconds', () => {
    expect(readOutputs(rtt, recorded('rtt.pod'), via)).toEqual([
      value('rtt.min', 17.476, 3),
      value('rtt.p50', 23.342, 3),
      value('rtt.p90', 65.845, 3),
      value('rtt.p99', 138.862, 3),
      value('rtt.p999', 184.068, 3),
    ]);
  });

  it('takes no refused connections for round trips, though Fortio times them and ends with status 0', () => {
    const outputs = recorded('rtt.refused');
    expect(outputs.map((output) => output.exitCode)).toEqual(outputs.map(() => 0));
    expect(readOutputs(rtt, outputs, via)[0]).toEqual({
      metric: 'rtt.min',
      outcome: 'failed',
      reason: '2018 of 2018 failed: dial tcp 10.77.0.2:9: connect: connection refused',
    });
  });
});

describe('rtt-loaded', () => {
  const rttLoaded = probeOf('rtt-loaded');

  it('runs a stream of 1 Gbit/s beside the measured call that outlasts it', () => {
    const [pilot] = recorded('rtt-loaded.pod');
    const first = rttLoaded.next(contextFor({ via: 'pod' }, 2.5), []);
    const second = rttLoaded.next(contextFor({ via: 'pod' }, 2.5), pilot ? [pilot] : []);
    expect(first?.beside).toBeUndefined();
    expect(second?.beside?.argv.join(' ')).toBe(
      'iperf3 -J -c 10.0.0.2 -p 5201 --connect-timeout 3000 -t 4 -b 1000000000',
    );
    expect(second?.argv).toContain('2.5s');
  });

  it('reads the round trips', () => {
    const samples = readOutputs(rttLoaded, recorded('rtt-loaded.pod'), { via: 'pod' });
    expect(samples.slice(0, 3)).toEqual([
      value('rtt.min', 17.786, 3),
      value('rtt.p50', 83.314, 3),
      value('rtt.p90', 150.24, 3),
    ]);
  });

  it('has no figure when the stream was too slow', () => {
    const slow = recorded('rtt-loaded.pod').map((output) => {
      if (!output.beside) return output;
      const document = JSON.parse(output.beside.stdout);
      for (const { sum } of document.intervals) {
        sum.bytes /= 2;
        sum.bits_per_second /= 2;
      }
      return { ...output, beside: { ...output.beside, stdout: JSON.stringify(document) } };
    });
    expect(readOutputs(rttLoaded, slow, { via: 'pod' })[0]).toMatchObject({
      outcome: 'failed',
      reason: 'the stream beside it reached 0.50 of 1.00 Gbit/s',
    });
  });
});

describe('rtt-saturated', () => {
  const rttSaturated = probeOf('rtt-saturated');
  const [open, shaped] = ['open', 'shaped'].map((link) => ({ via: 'pod', link }));
  if (!open || !shaped) throw new Error('no parameters');

  it('asks at even times, over connections of their own, beside a stream that takes all', () => {
    const pilot = rttSaturated.next(contextFor(shaped, 3), []);
    expect(pilot?.argv.join(' ')).toContain('-qps 100 -c 10 -t 0.5s -r 0.0000010');
    expect(pilot?.beside?.argv.join(' ')).toBe('iperf3 -J -c 10.0.0.2 -p 5201 --connect-timeout 3000 -t 2');
    const measured = rttSaturated.next(contextFor(shaped, 3), recorded('rtt-saturated.shaped').slice(0, 1));
    expect(measured?.argv.join(' ')).toContain('-qps 100 -c 10 -t 3s');
    expect(measured?.beside?.argv.join(' ')).toContain(' -t 4');
    expect(rttSaturated.next(contextFor(shaped, 3), recorded('rtt-saturated.shaped'))).toBeUndefined();
  });

  it('asks for a bottleneck only where that is its condition', () => {
    expect(rttSaturated.next(contextFor(shaped, 3), [])?.link).toBe('shaped');
    expect(rttSaturated.next(contextFor(open, 3), [])).not.toHaveProperty('link');
  });

  it('reads how long the queue stands', () => {
    expect(readOutputs(rttSaturated, recorded('rtt-saturated.shaped'), shaped)).toEqual([
      value('rtt.p50', 22581.121, 3),
      value('rtt.p90', 30379.182, 3),
    ]);
  });
});
