import { describe, expect, it } from '@jest/globals';
import { accelerationText } from '../../lib/cli/acceleration-text.ts';
import { accelerationRows } from '../../lib/domain/acceleration/acceleration.ts';

describe('what inspect says of XDP and DSR', () => {
  it('has each need with what was found, its source by number, and the doubts', () => {
    const text = accelerationText(accelerationRows({ 'uplink driver': 'ena', 'uplink mtu': 9001 }));
    const [, number] =
      /^XDP: MTU of the uplink +9001 +at most 3498 +not as needed +\[(\d+)\]$/m.exec(text) ?? [];
    expect(text).toMatch(
      new RegExp(`^\\[${number}\\] ENA refuses .* https://github.com/cilium/cilium/pull/19593$`, 'm'),
    );
    expect(text).toMatch(/^XDP: kernel +not known +5\.9 or later +unknown/m);
    expect(text).toContain('lacks bpf_link');
  });
});
