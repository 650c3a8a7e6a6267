import { describe, expect, it } from '@jest/globals';
import {
  ciliumConfigMismatches,
  expectedCiliumConfig,
} from '../../../lib/domain/datapath/expected-cilium-config.ts';
import { parseScenario } from '../../../lib/domain/scenario.ts';

const expected = (name: string) => expectedCiliumConfig(parseScenario(name));

describe('the expected cilium-config', () => {
  it('tells B to E apart, each from each', () => {
    const tables = ['B', 'C', 'D', 'E'].map((name) => JSON.stringify(expected(name)));
    expect(new Set(tables).size).toBe(4);
  });

  it('takes off as false or absent', () => {
    const table = { 'enable-bbr': 'off' } as const;
    expect(ciliumConfigMismatches(table, {})).toEqual([]);
    expect(ciliumConfigMismatches(table, { 'enable-bbr': 'false' })).toEqual([]);
    expect(ciliumConfigMismatches(table, { 'enable-bbr': 'true' })).toEqual([
      'enable-bbr: expected false or absent, found true',
    ]);
  });

  it('does not take absence for a value', () => {
    expect(ciliumConfigMismatches({ ipam: { is: 'eni' } }, {})).toEqual([
      'ipam: expected eni, found nothing',
    ]);
  });

  it('is that of the published table for E', () => {
    expect(expected('E')).toMatchObject({
      'kube-proxy-replacement': { is: 'true' },
      ipam: { is: 'eni' },
      'routing-mode': { is: 'native' },
      'enable-bpf-masquerade': { is: 'true' },
      'bpf-ct-global-tcp-max': { is: '1048576' },
      'bpf-ct-global-any-max': { is: '524288' },
      'enable-hubble': 'off',
    });
  });

  it('does not exist for A', () => {
    expect(() => expected('A')).toThrow(/no Cilium/);
  });
});
