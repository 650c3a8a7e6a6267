import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { main } from '../../lib/cli/program.ts';
import { prices } from '../../lib/domain/cost/prices.ts';
import { eksSupport } from '../../lib/domain/version-support.ts';
import { testedVersions } from '../../lib/domain/versions.ts';
import { memoryIo } from '../support/cli.ts';
import { temporaryFolder } from '../support/folders.ts';

async function plan(line: string, cwd = '/') {
  const { io, stdout, stderr } = memoryIo(cwd);
  const code = await main(['plan', ...line.split(' ')], io);
  return { code, stdout: stdout(), stderr: stderr() };
}

describe('plan --target aws', () => {
  it('shows stages, what is paid for, hours and USD of each scenario, and the sum', async () => {
    const { code, stdout, stderr } = await plan('--target aws --scenarios A,C --on 2026-11-26');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^profile standard, seed 1, EKS 1\.35 in ap-northeast-2: 2 deployments$/m);
    expect(stdout).toMatch(/^scaling +6 +\d+ +\d+ min$/m);
    expect(stdout).toMatch(/^policy +0 +13 +\d+ min$/m);
    expect(stdout).toMatch(/^nodes, m6i\.xlarge on demand +3 x \d\.\d h +\d\.\d\d$/m);
    expect(stdout).toMatch(/^C +1 +0\.5 +\d\.\d +0\.5 +\d\.\d +\d\.\d\d$/m);
    expect(stdout).toMatch(/^in all about \d+\.\d\d USD, .*prices of 2026-11-26$/m);
    expect(stdout).not.toContain('warning');
  });

  it('--json has the same as one object', async () => {
    const { stdout } = await plan('--target aws --json --replicates 2 --parallel 5 --region us-east-1');
    const shown = JSON.parse(stdout);
    expect(shown).toMatchObject({
      target: 'aws',
      region: 'us-east-1',
      profile: 'standard',
      deployments: 10,
      parallel: 5,
      replicates: 2,
    });
    expect(shown.scenarios.map(({ scenario }: { scenario: string }) => scenario)).toEqual([
      'A',
      'B',
      'C',
      'D',
      'E',
    ]);
    const [first] = shown.scenarios;
    expect(shown.usd).toBeCloseTo(10 * first.usd);
    expect(shown.wallClockHours.serial).toBeCloseTo(10 * first.hours.total);
    expect(shown.wallClockHours.parallel).toBeCloseTo(2 * first.hours.total);
    const stages: readonly { seconds: number }[] = first.stages;
    const measuring = stages.reduce((sum, { seconds }) => sum + seconds, 0) / 3600;
    expect(first.hours.measuring).toBeCloseTo(measuring);
  });

  it('takes prices and the region from a file', async () => {
    await using folder = await temporaryFolder();
    const table = { ...prices, readOn: '2027-01-01', regions: { 'eu-west-9': prices.regions['us-east-1'] } };
    await writeFile(join(folder.path, 'mine.json'), JSON.stringify(table));
    const line = '--target aws --scenarios B --prices mine.json --region eu-west-9';
    const { stdout, code } = await plan(line, folder.path);
    expect(code).toBe(0);
    expect(stdout).toContain('in eu-west-9');
    expect(stdout).toContain('prices of 2027-01-01');
  });

  it.each([
    ['2025-11-26', /^(?!.*(?:warning|extended support))/s],
    ['2025-11-27', /^EKS extended support +.*^warning: EKS 1\.31 left standard support on 2025-11-26/ms],
    ['2026-11-26', /^warning: EKS 1\.31 left standard support/m],
    ['2026-11-27', /^warning: EKS 1\.31 cannot be created any more since 2026-11-26; it is 2026-11-27$/m],
  ])('knows on %s how EKS 1.31 is supported', async (on, expected) => {
    const { stdout } = await plan(`--target aws --scenarios A --versions published --on ${on}`);
    expect(stdout).toMatch(expected);
  });

  it('warns where a stage is longer than it may be', async () => {
    const { stdout } = await plan('--target aws --scenarios A --profile full --blocks 10');
    expect(stdout).toMatch(/^warning: longer than the 45 minutes of a stage: scaling; give fewer --blocks$/m);
  });

  it.each([
    ['--target eks', /^--target: must be one of lab, aws, got "eks"$/],
    ['--region us-east-1', /^--region: goes with --target aws only$/],
    ['--replicates 2', /^--replicates: goes with --target aws only$/],
    [
      '--target aws --region nowhere',
      /^--region: must be an AWS region such as ap-northeast-2, got "nowhere"$/,
    ],
    [
      '--target aws --region eu-west-1',
      /^--region: there are prices of .*, not eu-west-1; --prices FILE adds others$/,
    ],
    ['--target aws --scenarios A~twin', /^--scenarios: "A~twin": a second copy is a deployment of its own/],
    ['--target aws --scenarios A,A', /^--scenarios: A is named twice$/],
    ['--target aws --scenarios Q', /^--scenarios: "Q" is not a scenario/],
    ['--target aws --versions newest', /^--versions: must be one of default, published, got "newest"$/],
    ['--target aws --replicates 0', /^--replicates: must be a whole number from 1 to 10, got "0"$/],
    ['--target aws --parallel x', /^--parallel: must be a whole number from 1 to 50, got "x"$/],
    ['--target aws --prices no-such.json', /^--prices: cannot read no-such\.json: ENOENT$/],
    ['--target aws --on 2026-02-30', /^--on: must be a date such as 2026-11-26, got "2026-02-30"$/],
    ['--target aws --on tomorrow', /^--on: must be a date/],
  ])('refuses %s in one line', async (line, expected) => {
    const { code, stdout, stderr } = await plan(line);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^cni-bench: .*\n$/);
    expect(stderr.trim().replace(/^cni-bench: /, '')).toMatch(expected);
  });

  it('knows the support of every version that is deployed', () => {
    for (const { eks } of Object.values(testedVersions)) expect(Object.keys(eksSupport)).toContain(eks);
  });
});
