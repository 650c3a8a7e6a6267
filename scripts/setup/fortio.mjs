// @ts-check
import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isAtLeast } from './machine.mjs';

const wantedVersion = '1.65.0';
const oldestVersion = [1, 60];
const oldestGo = [1, 22];

/**
 * A Fortio that is new enough: in PATH, or where `go install` puts it.
 * @param {import('./machine.mjs').Machine} machine
 */
export function findFortio(machine) {
  const places = [machine.find('fortio'), ...goFolders(machine).map((folder) => join(folder, 'fortio'))];
  return places.find((path) => {
    const version = path && machine.exists(path) ? machine.output([path, 'version']) : undefined;
    return version !== undefined && isAtLeast(version, oldestVersion);
  });
}

/**
 * Where `go install` puts programs, the likeliest first.
 * @param {import('./machine.mjs').Machine} machine
 * @returns {string[]}
 */
function goFolders(machine) {
  const { GOBIN, GOPATH, HOME } = machine.env;
  const go = machine.find('go');
  const asked = go ? (machine.output([go, 'env', 'GOBIN', 'GOPATH']) ?? '').split('\n') : [];
  const [bin, path] = asked;
  return [
    GOBIN,
    bin,
    GOPATH && join(GOPATH, 'bin'),
    path && join(path, 'bin'),
    join(HOME ?? homedir(), 'go', 'bin'),
  ]
    .filter((folder) => folder !== undefined && folder !== '')
    .map(String);
}

/**
 * The distribution's Go, where it is new enough and can be had.
 * @param {import('./machine.mjs').Machine} machine
 * @returns {string[]} packages
 */
export function goPackages(machine) {
  const policy = machine.output(['apt-cache', 'policy', 'golang-go']) ?? '';
  const [, candidate] = /Candidate: (?:\d+:)?(\d\S*)/.exec(policy) ?? [];
  return candidate && isAtLeast(candidate, oldestGo) ? ['golang-go'] : [];
}

/**
 * How to come by Fortio: a command that can run here, or the advice when there is none. There is no
 * download of a release archive: it would have to be trusted without a checksum.
 * @param {import('./machine.mjs').Machine} machine
 * @returns {{ argv: string[] } | { advice: string }}
 */
export function fortioPlan(machine) {
  const module = `fortio.org/fortio@v${wantedVersion}`;
  const go = machine.find('go');
  const version = go && machine.output([go, 'env', 'GOVERSION'])?.trim();
  if (go && version && isAtLeast(version, oldestGo)) return { argv: [go, 'install', module] };
  const found = version ? `${version} is too old` : 'Go is missing';
  return {
    advice: [
      `Fortio ${oldestVersion.join('.')} or newer is not installed, and ${found}. Install Go ${oldestGo.join('.')} or newer (go.dev/dl) and type`,
      `  go install ${module}`,
      'or put a release of Fortio (its GitHub page has packages) in PATH.',
    ].join('\n'),
  };
}

/**
 * @param {readonly string[]} argv
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {boolean} whether it worked
 */
export function installFortio([command = '', ...args], env) {
  return spawnSync(command, args, { env, stdio: ['ignore', 2, 2] }).status === 0;
}
