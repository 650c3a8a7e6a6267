import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { parseScenario } from '../../lib/domain/scenario.ts';
import { testbedOverrides } from '../../testbed/cilium/overrides.ts';

const testbed = join(import.meta.dirname, '../../testbed');

async function rungs(...directions: readonly string[]): Promise<string[]> {
  const { stdout } = await execa(process.execPath, [join(testbed, 'cilium/rungs.ts'), ...directions]);
  return stdout.split(' ');
}

describe('the rungs of the test bed', () => {
  it('lead from B by C and D to what its kernel has of E', async () => {
    expect(await rungs('forward')).toEqual([
      'B',
      'C',
      'D',
      'D+bpf-masquerade',
      'D+host-routing',
      'D+host-routing+larger-ct',
      'E-bandwidth-manager-bbr',
    ]);
  });

  it('have each tuning alone and taken away again, fewest first, and nothing that is switched off here', async () => {
    const names = await rungs('forward', 'alone', 'backward');
    expect(names).toEqual(
      expect.arrayContaining(['D+larger-ct', 'D+hubble-off', 'D+host-routing+hubble-off']),
    );
    const heights = names.map((name) => parseScenario(name).tunings.length);
    expect(heights).toEqual(heights.toSorted((one, other) => one - other));
    const off = names.flatMap((name) => testbedOverrides(parseScenario(name)).map(({ key }) => key));
    expect(off.filter((key) => key.startsWith('bandwidthManager'))).toEqual([]);
  });
});

describe('testbed/ablation', () => {
  it.each([
    [['Ladder'], /campaign: must be 1 to 40 lower-case letters, digits and dashes, got "Ladder"$/],
    [['ladder', '--fast'], /unknown option --fast$/],
    [[], /which campaign\?$/],
  ])('%j is refused in one line, before anything is started', async (args, said) => {
    const { exitCode, stderr } = await execa(join(testbed, 'ablation'), args, { reject: false });
    expect(exitCode).toBe(1);
    expect(stderr.split('\n')).toEqual([expect.stringMatching(said)]);
  });
});
