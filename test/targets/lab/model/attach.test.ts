import { describe, expect, it } from '@jest/globals';
import { attachBatch, parseAttached, parseCalls } from '../../../../lib/targets/lab/model/attach.ts';
import { hooksOf } from '../../../../lib/targets/lab/model/hooks.ts';
import { pinnedAt } from '../../../../lib/targets/lab/model/load.ts';

const where = (...args: Parameters<typeof hooksOf>) =>
  hooksOf(...args).map(({ device, direction, program }) => `${device} ${direction} ${program}`);

describe('hooksOf', () => {
  it('sees both directions at the veth where the stack forwards', () => {
    expect(where(['v1'], 'native', 'stack')).toEqual(['v1 ingress from_pod', 'v1 egress to_pod']);
  });

  it('takes packets over where they enter the node, for host routing', () => {
    expect(where(['v1'], 'native', 'bpf')).toEqual(['v1 ingress from_pod', 'eth0 ingress from_node']);
  });

  it.each(['stack', 'bpf'] as const)('takes packets over where they leave the tunnel (%s)', (routing) => {
    expect(where(['v1', 'v2'], 'vxlan', routing)).toEqual([
      'v1 ingress from_pod',
      'v2 ingress from_pod',
      'vxlan-ebpf ingress from_node',
    ]);
  });
});

describe('attachBatch', () => {
  it('gives every interface one clsact and every hook its pinned program', () => {
    expect(attachBatch(hooksOf(['v1'], 'native', 'stack'), pinnedAt('p'))).toBe(
      'qdisc add dev v1 clsact\n' +
        'filter add dev v1 ingress bpf direct-action object-pinned /sys/fs/bpf/p/from_pod\n' +
        'filter add dev v1 egress bpf direct-action object-pinned /sys/fs/bpf/p/to_pod\n',
    );
  });
});

describe('what bpftool prints', () => {
  // bpftool 7.1 on Linux 6.18.
  const shown =
    '[{"xdp":[],"tc":[{"devname":"v0","ifindex":3,"kind":"clsact/ingress","name":"from_pod:[*fsobj]","id":166},' +
    '{"devname":"v0","ifindex":3,"kind":"clsact/egress","name":"to_pod:[*fsobj]","id":167}],"flow_dissector":[]}]';

  it('is read as hooks with the ids of their programs', () => {
    expect(parseAttached(shown)).toEqual([
      { device: 'v0', direction: 'ingress', program: 'from_pod', id: 166 },
      { device: 'v0', direction: 'egress', program: 'to_pod', id: 167 },
    ]);
  });

  it.each(['', '[]', '{}', '[{"tc":[{"devname":"v0"}]}]'])('is refused when it is %j', (text) => {
    expect(() => parseAttached(text)).toThrow();
  });

  it('names the functions that a program calls', () => {
    const disassembly =
      '  41: (85) call __htab_map_lookup_elem#330864\n 216: (85) call bpf_redirect_peer#10289872\n';
    expect(parseCalls(disassembly)).toEqual(new Set(['redirect_peer']));
  });
});
