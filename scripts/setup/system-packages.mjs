// @ts-check
import { spawnSync } from 'node:child_process';

/**
 * One entry of lib/cli/requirements.json.
 * @typedef {object} Requirement
 * @property {string} id
 * @property {string} [executable]
 * @property {string} [file]
 * @property {string[]} debian
 * @property {string[]} [ubuntu] where Ubuntu names the packages otherwise
 */

/**
 * The packages that are missing on this machine.
 * @param {readonly Requirement[]} requirements
 * @param {import('./machine.mjs').Machine} machine
 * @returns {string[]}
 */
export function missingPackages(requirements, machine) {
  const missing = requirements.filter((requirement) => {
    if (requirement.executable) return !machine.find(requirement.executable);
    return requirement.file !== undefined && !machine.exists(requirement.file);
  });
  const names = missing.flatMap((requirement) =>
    machine.distribution === 'ubuntu' ? (requirement.ubuntu ?? requirement.debian) : requirement.debian,
  );
  return [...new Set(names)];
}

/**
 * The line to type for packages that may not be installed from here.
 * @param {readonly string[]} packages
 * @param {import('./machine.mjs').Machine} machine
 */
export function installLine(packages, machine) {
  const become = machine.root ? '' : 'sudo ';
  if (machine.find('apt-get'))
    return `${become}apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  return `with this system's package manager, what Debian calls: ${packages.join(' ')}`;
}

/**
 * Installs packages; when they do not go together, those of them that do by themselves.
 * @param {readonly string[]} packages
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string[]} the packages that could not be installed
 */
export function installSystemPackages(packages, env) {
  /** @param {string[]} args */
  const aptGet = (args) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      // A child's output would be taken for the program's own by whoever reads stdout.
      stdio: ['ignore', 2, 2],
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  /** @param {readonly string[]} names */
  const install = (names) => aptGet(['install', '-y', '--no-install-recommends', ...names]);
  aptGet(['update']);
  if (install(packages)) return [];
  return packages.filter((name) => !install([name]));
}
