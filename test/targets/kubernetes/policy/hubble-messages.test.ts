import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { flowsRequest, readFlows } from '../../../../lib/targets/kubernetes/policy/hubble-messages.ts';

/** What Hubble of Cilium 1.16.5 answered on the test bed: a request that passed, and one that a policy dropped. */
const answer = Buffer.from(readFileSync('test/fixtures/hubble/flows-denied.b64', 'utf8'), 'base64');

describe("Hubble's messages", () => {
  it('are asked for by addresses and time', () => {
    const request = flowsRequest({
      source: '10.244.2.123',
      destination: '10.244.1.229',
      since: new Date(1_795_657_398_000),
    });
    // The bytes that were sent for it, once they had been answered.
    expect(request.toString('base64')).toBe('AAAAACYyHAoMMTAuMjQ0LjIuMTIzGgwxMC4yNDQuMS4yMjk6Bgi2nZ7YBg==');
  });

  it('say what became of the packets, alike ones once', () => {
    expect(readFlows(answer)).toEqual([
      { verdict: 'FORWARDED', source: '10.244.2.123', destination: '10.244.1.229:8080' },
      {
        verdict: 'DROPPED',
        reason: 'POLICY_DENIED',
        source: '10.244.2.123',
        destination: '10.244.1.229:8080',
      },
    ]);
  });

  it('are refused where they are cut off', () => {
    expect(() => readFlows(answer.subarray(0, answer.length - 1))).toThrow('cut off');
    expect(() => readFlows(answer.subarray(3))).toThrow("not Hubble's answer");
    expect(readFlows(Buffer.alloc(0))).toEqual([]);
  });
});
