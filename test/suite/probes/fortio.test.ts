import { describe, expect, it } from '@jest/globals';
import type { ToolOutput } from '../../../lib/suite/ports.ts';
import { readOutputs } from '../../../lib/suite/read-outputs.ts';
import { contextFor } from './context.ts';
import { set } from './mutations.ts';
import { probeOf, recorded } from './recorded.ts';

const value = (metric: string, figure: number, digits: number) => ({
  metric,
  outcome: 'value',
  value: expect.closeTo(figure, digits),
});

const changed = (outputs: readonly ToolOutput[], change: (stdout: string) => string) =>
  outputs.map((output) => ({ ...output, stdout: change(output.stdout) }));

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

describe('connect', () => {
  const connect = probeOf('connect');
  const via = { via: 'host' };

  it('makes a new connection for every request', () => {
    const pilot = connect.next(contextFor(via, 2), []);
    expect(pilot?.argv.slice(-4)).toEqual(['-keepalive=false', '-json', '-', 'http://192.168.0.2:8080/']);
    expect(pilot?.role).toBe('hostClient');
    const measured = connect.next(contextFor(via, 2), recorded('connect.pod').slice(0, 1));
    expect(measured?.argv.join(' ')).toContain('-r 0.0000035 -offset 43us');
  });

  it("reads the connections' own histogram", () => {
    expect(readOutputs(connect, recorded('connect.pod'), via)).toEqual([
      value('connect.min', 41.872, 3),
      value('connect.p50', 72.177, 3),
      value('connect.p99', 183.327, 3),
      value('connect.rate', 3370.777, 3),
    ]);
  });

  it('takes no run that kept its connections', () => {
    expect(readOutputs(connect, recorded('http.fast-1000'), via)[0]).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(/^fortio made \d+ connections for \d+ requests$/),
    });
  });

  it("gives Fortio's words for a server that is not there", () => {
    expect(readOutputs(connect, recorded('connect.refused'), via)[0]).toMatchObject({
      outcome: 'failed',
      reason:
        'fortio ended with status 1: Unable to connect: dial tcp 10.77.0.2:9: connect: connection refused',
    });
  });
});

describe('http', () => {
  const http = probeOf('http');
  const at1000 = { server: 'fast-http', qps: 1000, keepalive: true, connections: 32 };
  const close = { server: 'fast-http', qps: 0, keepalive: false, connections: 32 };
  const httpbin = { server: 'httpbin', qps: 5000, keepalive: true, connections: 32 };

  it('goes through the Service, spread evenly and without catching up', () => {
    const measured = http.next(contextFor(at1000, 5), recorded('http.fast-1000').slice(0, 1));
    expect(measured?.argv.join(' ')).toBe(
      'fortio load -quiet -log-errors=false -qps 1000 -c 32 -t 5s -r 0.0000100 -offset 48us ' +
        '-p 50,90,99,99.9 -nocatchup -uniform -sequential-warmup -json - http://172.20.0.10:8080/',
    );
    expect(http.next(contextFor(close, 5), [])?.argv).toContain('-keepalive=false');
  });

  it('has a control from host to host, of the server that runs there', () => {
    const invocation = http.next(contextFor({ ...at1000, via: 'host' }, 5), []);
    expect(invocation?.argv.at(-1)).toBe('http://192.168.0.2:8080/');
    expect(invocation?.role).toBe('hostClient');
    expect(() => http.next(contextFor({ ...httpbin, via: 'host' }, 5), [])).toThrow();
  });

  it("keeps the published report's histogram for httpbin", () => {
    const argv = http.next(contextFor(httpbin, 5), recorded('http.httpbin-5000').slice(0, 1))?.argv.join(' ');
    expect(argv).toContain('-r 0.0001000 -offset 0us');
    expect(argv).toMatch(/ http:\/\/172\.20\.0\.10:80\/get$/);
  });

  it('reads rate, latencies and errors; a short run cannot reach the full rate', () => {
    expect(readOutputs(http, recorded('http.fast-1000'), at1000)).toEqual([
      value('http.rate', 968.555, 3),
      value('http.mean', 192.804, 3),
      value('http.p50', 171.667, 3),
      { ...value('http.p99', 450, 3), marks: ['few-events'] },
      value('http.errors', 0, 3),
    ]);
    expect(readOutputs(http, recorded('http.fast-max-close'), close)[0]).toEqual(
      value('http.rate', 10723.991, 3),
    );
  });

  it('marks a rate that the server did not keep up with', () => {
    const marks = ['target-not-reached'];
    expect(readOutputs(http, recorded('http.httpbin-5000'), httpbin)).toEqual([
      { ...value('http.rate', 1976.464, 3), marks },
      { ...value('http.mean', 12461.901, 3), marks },
      { ...value('http.p50', 12464.765, 3), marks },
      { ...value('http.p99', 23094.444, 3), marks },
      value('http.errors', 0, 3),
    ]);
  });

  it('takes no run that kept its connections for one that closed them', () => {
    const samples = readOutputs(http, recorded('http.fast-1000'), { ...close, qps: 1000 });
    expect(samples[0]).toMatchObject({
      outcome: 'failed',
      reason: 'fortio made 32 connections for 992 requests',
    });
  });

  it('counts a few errors, and has no figure when there are many', () => {
    const withCodes = (codes: object) => changed(recorded('http.fast-1000').slice(1), set('RetCodes', codes));
    const [pilot] = recorded('http.fast-1000');
    const read = (codes: object) =>
      readOutputs(http, pilot ? [pilot, ...withCodes(codes)] : [], at1000).at(-1);
    expect(read({ 200: 990, 503: 2 })).toEqual(value('http.errors', 0.2016, 3));
    expect(read({ 200: 900, 503: 92 })).toMatchObject({
      outcome: 'failed',
      reason: '92 of 992 requests failed: status 503',
    });
    expect(read({ '-1': 992 })).toMatchObject({
      outcome: 'failed',
      reason: 'every request failed: socket error',
    });
  });
});
