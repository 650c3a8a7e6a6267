import { describe, expect, it } from '@jest/globals';
import { accelerationRows } from '../../../lib/domain/acceleration/acceleration.ts';
import { accelerationDoubts } from '../../../lib/domain/acceleration/acceleration-sources.ts';

/** An m6i.xlarge as EKS starts it, by what is published of it. */
const m6i = {
  'instance type': 'm6i.xlarge',
  kernel: '6.1.159-182.297.amzn2023.x86_64',
  'uplink driver': 'ena',
  'uplink mtu': 9001,
  'uplink channels': '4 of 4',
  'xdp program': 'none',
  routing: 'native',
  'node-port-mode': 'SNAT',
};
const verdicts = (facts: Parameters<typeof accelerationRows>[0]) =>
  Object.fromEntries(accelerationRows(facts).map(({ what, verdict }) => [what, verdict]));

describe('XDP and DSR', () => {
  it('on ENA as it comes: the MTU and the channels are in the way, and neither driver nor kernel', () => {
    expect(verdicts(m6i)).toEqual({
      'instance type': 'as needed',
      'driver of the uplink': 'as needed',
      kernel: 'as needed',
      'MTU of the uplink': 'not as needed',
      'channels of the uplink': 'not as needed',
      'program on the uplink': 'not as needed',
      routing: 'as needed',
      'source/destination check of the interfaces': 'unknown',
      'mode of the agent': 'not as needed',
    });
  });

  it.each([
    ['MTU of the uplink', { 'uplink mtu': 3498 }, { 'uplink mtu': 3499 }],
    ['channels of the uplink', { 'uplink channels': '2 of 4' }, { 'uplink channels': '3 of 4' }],
    ['kernel', { kernel: '5.9.0' }, { kernel: '5.8.18' }],
    ['kernel', { kernel: '6.1.0' }, { kernel: '4.19.0' }],
    ['program on the uplink', { 'xdp program': 'cil_xdp_entry' }, { 'xdp program': 'none' }],
    ['routing', { routing: 'geneve' }, { routing: 'vxlan' }],
    ['mode of the agent', { 'node-port-mode': 'DSR' }, { 'node-port-mode': 'SNAT' }],
    ['mode of the agent', { 'node-port-mode': 'Hybrid' }, { 'node-port-mode': 'SNAT' }],
  ])('%s is held against its limit', (what, good, bad) => {
    expect(verdicts({ ...m6i, ...good })[what]).toBe('as needed');
    expect(verdicts({ ...m6i, ...bad })[what]).toBe('not as needed');
  });

  it('knows nothing where nothing was found, and claims nothing of drivers that it does not know', () => {
    expect(new Set(Object.values(verdicts({})))).toEqual(new Set(['unknown']));
    expect(verdicts({ ...m6i, 'uplink driver': 'ixgbevf' })).toMatchObject({
      'instance type': 'unknown',
      'driver of the uplink': 'unknown',
      'MTU of the uplink': 'unknown',
    });
  });

  it('has a source of each row, and states the doubts', () => {
    for (const { source } of accelerationRows(m6i)) expect(source.url).toMatch(/^https:\/\//);
    expect(accelerationDoubts.some(({ doubt }) => doubt.includes('bpf_link'))).toBe(true);
  });
});
