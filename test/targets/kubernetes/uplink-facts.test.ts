import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { nodeFactsScript, readNodeFacts } from '../../../lib/targets/kubernetes/node-facts.ts';

const recorded = (name: string) => readFileSync(`test/fixtures/node/${name}`, 'utf8');
/** Of a node of the test bed with scenario D, an MTU of 3000 and XDP as the agent could have it. */
const sections = new Map([
  ['route', '[{"dst":"10.244.0.17","dev":"eth0"}]'],
  ['uplink', '[{"dst":"10.99.0.11","dev":"eth0"}]'],
  ['links', recorded('links-xdp.json')],
  ['uplink driver', 'veth'],
  ['channels', recorded('channels-veth.txt')],
]);

describe('what a node says of its uplink', () => {
  it('has the program that the kernel runs in XDP, by its name', () => {
    expect(readNodeFacts(sections)).toMatchObject({
      'uplink driver': 'veth',
      'uplink mtu': 3000,
      'xdp program': 'cil_xdp_entry',
    });
    expect(readNodeFacts(sections)).not.toHaveProperty('uplink channels');
  });

  it('has none where there is none, and says nothing where nothing is known', () => {
    const links = JSON.stringify([{ ifname: 'eth0', mtu: 9001 }]);
    expect(readNodeFacts(new Map([...sections, ['links', links]]))).toMatchObject({ 'xdp program': 'none' });
    const without = new Map([...sections].filter(([title]) => title !== 'uplink'));
    expect(readNodeFacts(without)).not.toHaveProperty('xdp program');
  });

  it('has the combined channels in use, of as many as there can be', () => {
    const channels = `Channel parameters for eth0:
Pre-set maximums:
RX:		n/a
TX:		n/a
Other:		n/a
Combined:	4
Current hardware settings:
RX:		n/a
TX:		n/a
Other:		n/a
Combined:	2
`;
    expect(readNodeFacts(new Map([...sections, ['channels', channels]]))).toMatchObject({
      'uplink channels': '2 of 4',
    });
  });

  it('is asked for by the way to the other node, which may not be that to its pods', () => {
    const script = nodeFactsScript('10.244.0.17', '10.99.0.11');
    expect(script.driver).toContain('10.244.0.17');
    for (const part of ['uplink', 'uplink driver', 'channels'])
      expect(script[part]).toContain('ip -j route get 10.99.0.11');
  });
});
