import { describe, expect, it } from '@jest/globals';
import { beginCampaign } from '../../../lib/cli/campaign/state.ts';
import { StateFile } from '../../../lib/cli/campaign/state-file.ts';
import { main } from '../../../lib/cli/program.ts';
import { memoryIo } from '../../support/cli.ts';
import { contentsOf, temporaryFolder } from '../../support/folders.ts';

describe('cni-bench campaign', () => {
  it.each([
    ['--scenarios: ', ['--scenarios', 'A~twin']],
    ['--scenarios: A is named twice', ['--scenarios', 'A,A']],
    ['--parallel: must be a whole number', ['--parallel', '0']],
    ['--replicates: must be a whole number', ['--replicates', '11']],
    ['--campaign: must be up to 28 letters', ['--campaign', 'a/b']],
    ['--context: must be key=value, got "region"', ['-c', 'region']],
    ['region: must be an AWS region', ['-c', 'region=Seoul']],
    ['region: is given twice', ['-c', 'region=eu-west-1', '-c', 'region=eu-west-2']],
    ['colour: no such context key', ['-c', 'colour=red']],
    ['run: cannot be given: each deployment has its own', ['-c', 'run=1']],
    ['variants: cannot be given: --scenarios names them', ['-c', 'variants=D+host-routing']],
  ])('refuses with "%s", and writes nothing', async (line, args) => {
    await using folder = await temporaryFolder();
    const { io, stderr } = memoryIo(folder.path);
    expect(await main(['campaign', ...args], io)).toBe(2);
    expect(stderr()).toMatch(/^cni-bench: .*\n$/);
    expect(stderr()).toContain(line);
    expect(await contentsOf(folder.path)).toEqual([]);
  });

  it('refuses to go on with a campaign as another', async () => {
    await using folder = await temporaryFolder();
    {
      await using file = await StateFile.open(`${folder.path}/results/campaigns/X`);
      const request = { name: 'X', createdAt: 'now', scenarios: ['A'], replicates: 1, context: {} };
      await file.save(beginCampaign(request));
    }
    const { io, stderr } = memoryIo(folder.path);
    expect(await main(['campaign', '--campaign', 'X', '--scenarios', 'A,C'], io)).toBe(2);
    expect(stderr()).toBe(
      'cni-bench: --scenarios: campaign X began with ["A"]: leave it out, or begin another\n',
    );
  });
});
