import { describe, expect, it } from '@jest/globals';
import { main } from '../../lib/cli/program.ts';
import { memoryIo } from '../support/cli.ts';
import { expectSnapshotFile } from '../support/snapshot-file.ts';

async function printed(line: string): Promise<string> {
  const { io, stdout, stderr } = memoryIo('/');
  expect(await main(line.split(' '), io)).toBe(0);
  expect(stderr()).toBe('');
  return stdout();
}

describe('what the CLI prints for a scenario', () => {
  it.each(['A', 'B', 'C', 'D', 'E'])('manifests of %s', async (scenario) => {
    const manifests = await printed(`manifests --scenario ${scenario}`);
    expectSnapshotFile(`Scenario${scenario}.manifests.yaml`, manifests);
  });

  it('values of the VPC CNI in A', async () => {
    expectSnapshotFile('ScenarioA.vpc-cni-values.yaml', await printed('values A'));
  });

  it.each(['B', 'C', 'D', 'E'])('values of Cilium in %s', async (scenario) => {
    expectSnapshotFile(`Scenario${scenario}.cilium-values.yaml`, await printed(`values ${scenario}`));
  });
});

describe('a snapshot that nobody has committed', () => {
  it('fails in CI', () => {
    const { CI, UPDATE_SNAPSHOTS } = process.env;
    process.env.CI = 'true';
    delete process.env.UPDATE_SNAPSHOTS;
    try {
      expect(() => expectSnapshotFile('no-such.yaml', '')).toThrow(
        /no-such\.yaml is missing: run "npm run snap/,
      );
    } finally {
      if (CI === undefined) delete process.env.CI;
      else process.env.CI = CI;
      if (UPDATE_SNAPSHOTS !== undefined) process.env.UPDATE_SNAPSHOTS = UPDATE_SNAPSHOTS;
    }
  });
});
