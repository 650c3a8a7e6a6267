import { describe, expect, it } from '@jest/globals';
import { readOutputs } from '../../../lib/suite/read-outputs.ts';
import { contextFor } from './context.ts';
import { value } from './expected.ts';
import { probeOf, recorded } from './recorded.ts';

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
