import { describe, expect, it } from '@jest/globals';
import { parseScenario } from '../../../../lib/domain/scenario.ts';
import type { Capabilities } from '../../../../lib/targets/lab/capabilities.ts';
import { datapathOf } from '../../../../lib/targets/lab/datapaths.ts';
import { reasonIn } from '../../../../lib/targets/lab/model/load.ts';
import { masqueradeInput } from '../../../../lib/targets/lab/model/masquerade.ts';
import { limitsOf } from '../../../../lib/targets/lab/model/model-datapath.ts';
import { whyNoEbpf } from '../../../../lib/targets/lab/model/requirements.ts';

const root: Capabilities = {
  root: true,
  noNamespaces: undefined,
  cgroup2: '/sys/fs/cgroup',
  iptables: 'legacy',
  missing: new Set(),
};
const kinds = (name: string, host = root) => {
  const { label, underlay, routing, services, congestion } = datapathOf(parseScenario(name), host);
  return `${label}: ${underlay.kind} ${routing.kind} ${services.kind} ${congestion}`;
};

describe('the models', () => {
  it.each([
    ['C', 'model-C: vxlan stack socket-lb cubic'],
    ['D', 'model-D: native stack socket-lb cubic'],
    ['E', 'model-E: native bpf socket-lb bbr'],
    ['D+host-routing', 'model-D+host-routing: native bpf socket-lb cubic'],
    ['C+host-routing', 'model-C+host-routing: vxlan bpf socket-lb cubic'],
    ['E-bbr', 'model-E-bbr: native bpf socket-lb cubic'],
  ])('of %s switches each part alone', (name, expected) => {
    expect(kinds(name)).toBe(expected);
  });

  it('say that they are models, and which tunings they leave out', () => {
    expect(limitsOf(parseScenario('D'))).toEqual({ model: true });
    expect(Object.keys(limitsOf(parseScenario('E-hubble-off')))).toEqual([
      'model',
      'bandwidth manager',
      'eBPF masquerade',
      'larger connection tables',
    ]);
  });
});

describe('what the models need', () => {
  const all = () => true;

  it('is root', () => {
    expect(whyNoEbpf({ ...root, root: false }, all)).toBe('eBPF programs need root');
    expect(whyNoEbpf(root, all)).toBeUndefined();
  });

  it('is a compiler with its headers, and a loader', () => {
    expect(whyNoEbpf(root, () => false)).toBe(
      'not found: bpftool clang bpf/bpf_helpers.h (Debian: bpftool clang libbpf-dev)',
    );
    expect(whyNoEbpf(root, (name) => name !== 'clang')).toBe('not found: clang (Debian: clang)');
  });

  it('is an iptables for the nodes’ masquerading', () => {
    const { routing } = datapathOf(parseScenario('D'), { ...root, iptables: undefined });
    expect(routing.unavailable(root)).toMatch(/^neither iptables|^not found/);
  });
});

describe('reasonIn', () => {
  it('finds the line that says why', () => {
    const error = new Error(
      'bpftool in node1: libbpf: loading x\nlibbpf: load: Operation not permitted\nmore',
    );
    expect(reasonIn(error, 'bpftool in node1: ')).toBe('libbpf: load: Operation not permitted');
    expect(reasonIn('Couldn’t open it: No such file or directory\nCommand failed -:2')).toBe(
      'Couldn’t open it: No such file or directory',
    );
  });

  it('falls back to the first line, without the command', () => {
    expect(reasonIn(new Error('x in y: something else\nand more'), 'x in y: ')).toBe('something else');
  });
});

describe('masqueradeInput', () => {
  it('spares what goes to other pods', () => {
    const node = { name: 'node1', index: 1, address: '10.0.1.10', podCidr: '10.0.1.0/24' };
    expect(masqueradeInput(node, '10.0.0.0/16')).toBe(
      '*nat\n-A POSTROUTING -s 10.0.1.0/24 ! -d 10.0.0.0/16 -j MASQUERADE\nCOMMIT\n',
    );
  });
});
