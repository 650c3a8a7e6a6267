import { describe, expect, it } from '@jest/globals';
import { readOutputs } from '../../../lib/suite/read-outputs.ts';
import { contextFor } from './context.ts';
import { value } from './expected.ts';
import { set } from './mutations.ts';
import { changed, probeOf, recorded } from './recorded.ts';

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
