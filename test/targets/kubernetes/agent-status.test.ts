import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { expectedAgentStatus } from '../../../lib/domain/datapath/expected-agent-status.ts';
import { contradictions } from '../../../lib/domain/datapath/expected-datapath.ts';
import { parseScenario } from '../../../lib/domain/scenario.ts';
import { readAgentStatus } from '../../../lib/targets/kubernetes/agent-status.ts';

const recorded = (name: string) =>
  readFile(new URL(`../../fixtures/cilium/healthz-${name}.json`, import.meta.url), 'utf8');
const expected = (name: string) => expectedAgentStatus(parseScenario(name));

describe('what a Cilium agent says of its datapath', () => {
  it.each(['B', 'C', 'D'])('is what %s claims', async (name) => {
    expect(contradictions(expected(name), readAgentStatus(await recorded(name)))).toEqual([]);
  });

  it('is what E claims, but for what the recording machine has not', async () => {
    expect(contradictions(expected('E'), readAgentStatus(await recorded('E')))).toEqual([
      'bandwidth-manager is false, not true',
      'congestion-control is cubic, not bbr',
    ]);
  });

  it('tells each scenario from the others', async () => {
    for (const one of ['B', 'C', 'D', 'E'])
      for (const other of ['B', 'C', 'D', 'E'].filter((name) => name !== one))
        expect(contradictions(expected(other), readAgentStatus(await recorded(one)))).not.toEqual([]);
  });

  it('names its version', async () => {
    expect(readAgentStatus(await recorded('C'))).toMatchObject({ 'cilium version': '1.16.5' });
  });

  it('reads the mode that XDP and DSR would show', async () => {
    const status = JSON.parse(await recorded('C'));
    status['kube-proxy-replacement'].features.nodePort.acceleration = 'Native';
    status['kube-proxy-replacement'].features.nodePort.mode = 'DSR';
    const facts = readAgentStatus(JSON.stringify(status));
    expect(facts).toMatchObject({ 'xdp-acceleration': true, 'node-port-mode': 'DSR' });
    expect(contradictions(expected('C'), facts)).toEqual(['xdp-acceleration is true, not false']);
  });

  it('is not read from something else', () => {
    expect(() => readAgentStatus('{"cilium":{}}')).toThrow();
    expect(() => readAgentStatus('Cilium: Ok')).toThrow();
  });
});
