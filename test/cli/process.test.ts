import { describe, expect, it } from '@jest/globals';
import { main } from '../../lib/cli/program.ts';
import { planSchema } from '../../lib/domain/plan.ts';
import { cli, memoryIo } from '../support/cli.ts';

// A child process takes half a second, and many times that on a busy host.

const commands = [
  'run',
  'plan',
  'doctor',
  'report',
  'clean',
  'push',
  'fetch',
  'ls',
  'campaign',
  'watch',
  'stop',
];

describe('help', () => {
  it('without a command lists the commands', async () => {
    const { code, stdout, stderr } = await cli([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  });

  it.each(commands)('of %s has examples', async (command) => {
    const { io, stdout, stderr } = memoryIo('.');
    expect(await main([command, '--help'], io)).toBe(0);
    expect(stderr()).toBe('');
    expect(stdout()).toContain(`Usage: cni-bench ${command}`);
    expect(stdout()).toMatch(new RegExp(`Examples:\n  \\$ cni-bench ${command}`));
  });
});

describe('plan --ablation', () => {
  it('has the steps of the lab, with a second copy of D, unless others are named', async () => {
    const { stdout } = await cli(['plan', '--ablation', '--json']);
    const { plan } = JSON.parse(stdout);
    expect(plan).toMatchObject({ profile: 'ablation' });
    expect(plan.scenarios).toEqual([
      ...['D', 'B', 'C', 'D-socket-lb', 'D+host-routing', 'D+bbr-host-routing', 'E', 'D~twin'],
    ]);
    expect(plan.points.map(({ probe }: { probe: string }) => probe)).toContain('tcp-shaped');
    const named = await cli(['plan', '--ablation', '--json', '--scenarios', 'D,E', '--profile', 'quick']);
    expect(JSON.parse(named.stdout).plan).toMatchObject({ profile: 'quick', scenarios: ['D', 'E'] });
  });

  it('has every variant that EKS can show, without a bottleneck', async () => {
    const { stdout } = await cli(['plan', '--target', 'aws', '--ablation', '--json', '--on', '2026-11-26']);
    const shown = JSON.parse(stdout);
    expect(shown).toMatchObject({ profile: 'ablation', deployments: 14 });
    const names = shown.scenarios.map(({ scenario }: { scenario: string }) => scenario);
    expect(names).toEqual(expect.arrayContaining(['D+bbr', 'E-bbr', 'E-larger-ct', 'E-hubble-off']));
  });
});

describe('plan', () => {
  it('--json prints one object: the plan and what it will take', async () => {
    const { code, stdout, stderr } = await cli(['plan', '--json', '--scenarios', 'A,C', '--seed', '7']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { plan, expected } = JSON.parse(stdout);
    expect(planSchema.parse(plan)).toMatchObject({ seed: 7, profile: 'quick', scenarios: ['A', 'C'] });
    expect(Object.keys(expected.scenarios)).toEqual(['A', 'C']);
    expect(expected.steps).toBe(expected.scenarios.A.steps + expected.scenarios.C.steps);
    expect(expected.seconds).toBeCloseTo(expected.scenarios.A.seconds + expected.scenarios.C.seconds, 0);
  });

  it('is the same for the same seed, and another for another', async () => {
    const [one, same, other] = await Promise.all(
      ['1', '1', '2'].map((seed) => cli(['plan', '--json', '--seed', seed, '--only', 'connect'])),
    );
    expect(same?.stdout).toBe(one?.stdout);
    expect(other?.stdout).not.toBe(one?.stdout);
  });

  it('names every scenario and point for people', async () => {
    const { stdout } = await cli(['plan', '--scenarios', 'B,A~twin', '--only', 'tcp', '--blocks', '2']);
    expect(stdout).toMatch(/^profile quick, seed 1: 2 blocks, \d+ steps, about /);
    expect(stdout).toMatch(/^B +\d/m);
    expect(stdout).toMatch(/^A~twin +\d/m);
    expect(stdout).toMatch(/^tcp\.streams=1\.via=pod +4 +2$/m);
  });
});

describe('doctor', () => {
  it('--json says of each requirement whether it is there, and how to get what is not', async () => {
    const { code, stdout, stderr } = await cli(['doctor', '--json']);
    const { works, findings } = JSON.parse(stdout);
    expect(stderr).toBe('');
    expect(code).toBe(works ? 0 : 1);
    const ids = findings.map((finding: { id: string }) => finding.id);
    expect(ids).toEqual(expect.arrayContaining(['node', 'namespaces', 'iperf3', 'fortio', 'gunicorn']));
    for (const finding of findings) {
      expect(['ok', 'missing', 'blocking']).toContain(finding.state);
      expect(typeof (finding.state === 'ok' ? finding.found : finding.remedy)).toBe('string');
    }
  });

  it('ends with 1 where nothing is installed, and says what to type', async () => {
    const { code, stdout } = await cli(['doctor'], {
      env: { PATH: '/nowhere', HOME: '/nowhere', NO_COLOR: '1' },
    });
    expect(stdout).toContain('fortio.org/fortio@');
    expect(code === 1 || stdout.endsWith('The default run can work.')).toBe(true);
  });

  it('prints no colour into a pipe', async () => {
    const { stdout } = await cli(['doctor']);
    expect(stdout).not.toContain('\u001b');
  });
});
