import { describe, expect, it } from '@jest/globals';
import { findFortio, fortioPlan, goPackages } from '../../scripts/setup/fortio.mjs';
import { distributionOf, isAtLeast } from '../../scripts/setup/machine.mjs';
import { nodeAdvice } from '../../scripts/setup/node-modules.mjs';
import { installLine, missingPackages } from '../../scripts/setup/system-packages.mjs';

type Machine = Parameters<typeof fortioPlan>[0];

/** A computer on which nothing is installed, but for what a test adds. */
function machine(having: Partial<Machine> & { readonly prints?: Record<string, string> } = {}): Machine {
  const { prints = {}, ...rest } = having;
  return {
    root: true,
    distribution: 'debian',
    nodeVersion: '18.0.0',
    env: { HOME: '/home/someone' },
    exists: () => false,
    find: (name) =>
      Object.keys(prints).some((line) => line.startsWith(`${name} `) || line.startsWith(`/usr/bin/${name} `))
        ? `/usr/bin/${name}`
        : undefined,
    output: (argv) => prints[argv.join(' ')],
    ...rest,
  };
}

describe('system packages', () => {
  const requirements = [
    { id: 'iperf3', executable: 'iperf3', debian: ['iperf3'] },
    { id: 'bpftool', executable: 'bpftool', debian: ['bpftool'], ubuntu: ['linux-tools-common'] },
    { id: 'headers', file: '/usr/include/x.h', debian: ['x-dev', 'iperf3'] },
  ];

  it('names each missing package once', () => {
    expect(missingPackages(requirements, machine())).toEqual(['iperf3', 'bpftool', 'x-dev']);
  });

  it("uses Ubuntu's names on Ubuntu", () => {
    const found = missingPackages(requirements, machine({ distribution: 'ubuntu' }));
    expect(found).toEqual(['iperf3', 'linux-tools-common', 'x-dev']);
  });

  it('wants nothing where everything is there', () => {
    const full = machine({ exists: () => true, find: (name) => `/usr/bin/${name}` });
    expect(missingPackages(requirements, full)).toEqual([]);
  });

  it('says the line to type: with sudo for others than root, in words without apt-get', () => {
    const apt = { 'apt-get ': '' };
    expect(installLine(['iperf3'], machine({ root: false, prints: apt }))).toBe(
      'sudo apt-get install -y --no-install-recommends iperf3',
    );
    expect(installLine(['iperf3'], machine({ prints: apt }))).toMatch(/^apt-get install/);
    expect(installLine(['iperf3'], machine())).toBe(
      "with this system's package manager, what Debian calls: iperf3",
    );
  });

  it.each([
    ['debian', 'ID=debian\nVERSION_ID="12"'],
    ['ubuntu', 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian'],
    ['ubuntu', 'ID=linuxmint\nID_LIKE="ubuntu debian"'],
    ['debian', 'ID=raspbian\nID_LIKE=debian'],
    ['other', 'ID=fedora'],
    ['other', ''],
  ])('takes for %s: %j', (expected, osRelease) => {
    expect(distributionOf(osRelease)).toBe(expected);
  });
});

describe('Fortio', () => {
  it('is taken from PATH when it is new enough', () => {
    const here = machine({
      exists: () => true,
      prints: { 'fortio version': '', '/usr/bin/fortio version': '1.60.3\n' },
    });
    expect(findFortio(here)).toBe('/usr/bin/fortio');
  });

  it('is taken from where go install puts it', () => {
    const path = '/opt/go/bin/fortio';
    const prints = {
      '/usr/bin/go env GOBIN GOPATH': '\n/opt/go\n',
      [`${path} version`]: '1.65.0 h1:abc go1.22',
    };
    expect(findFortio(machine({ exists: (asked) => asked === path, prints }))).toBe(path);
  });

  it.each(['1.59.9', '1.3.1', 'dev', ''])('is not taken when its version is %j', (version) => {
    const prints = { 'fortio version': '', '/usr/bin/fortio version': version };
    expect(findFortio(machine({ exists: () => true, prints }))).toBeUndefined();
  });

  it('is installed by a Go that is new enough', () => {
    const plan = fortioPlan(machine({ prints: { '/usr/bin/go env GOVERSION': 'go1.22.0\n' } }));
    expect(plan).toEqual({ argv: ['/usr/bin/go', 'install', 'fortio.org/fortio@v1.65.0'] });
  });

  it.each([
    ['go1.21.13 is too old', { '/usr/bin/go env GOVERSION': 'go1.21.13\n' }],
    ['Go is missing', {}],
  ])('is left to the reader when %s', (words, prints) => {
    const plan = fortioPlan(machine({ prints }));
    expect(plan).toEqual({ advice: expect.stringContaining(words) });
    expect(plan).toEqual({ advice: expect.stringContaining('go install fortio.org/fortio@v1.65.0') });
  });
});

describe("the distribution's Go", () => {
  it.each([
    ['2:1.24~2', ['golang-go']],
    ['2:1.22~2build1', ['golang-go']],
    ['2:1.19~1', []],
    ['(none)', []],
  ])('whose candidate is %s gives %j', (candidate, expected) => {
    const policy = `golang-go:\n  Installed: (none)\n  Candidate: ${candidate}\n`;
    expect(goPackages(machine({ prints: { 'apt-cache policy golang-go': policy } }))).toEqual(expected);
  });

  it('is nothing without apt', () => {
    expect(goPackages(machine())).toEqual([]);
  });
});

describe('Node', () => {
  it('needs no advice when the project has its own', () => {
    expect(
      nodeAdvice('/p', machine({ prints: { '/p/node_modules/.bin/node --version': 'v24.21.0\n' } })),
    ).toBeUndefined();
  });

  it('needs none when the outer one is new enough', () => {
    expect(nodeAdvice('/p', machine({ nodeVersion: '26.1.0' }))).toBeUndefined();
  });

  it('names the way out when its install script was blocked', () => {
    const advice = nodeAdvice('/p', machine({ nodeVersion: '20.20.2' }));
    expect(advice).toContain('npm install-scripts approve node');
    expect(advice).toContain('20.20.2');
  });
});

it.each([
  ['v24.1.0', [24], true],
  ['1.60.0', [1, 60], true],
  ['1.9.9', [1, 60], false],
  ['go1.22rc1', [1, 22], true],
  ['2.0', [1, 60], true],
  ['', [1], false],
])('%s is at least %j: %s', (version, wanted, expected) => {
  expect(isAtLeast(version, wanted)).toBe(expected);
});
