// @ts-check
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * What the set-up may know of the computer it runs on; tests hand in another one.
 * @typedef {object} Machine
 * @property {boolean} root
 * @property {'debian' | 'ubuntu' | 'other'} distribution
 * @property {string} nodeVersion of the Node that runs this
 * @property {Readonly<Record<string, string | undefined>>} env
 * @property {(path: string) => boolean} exists
 * @property {(name: string) => string | undefined} find path of an executable
 * @property {(argv: string[]) => string | undefined} output what a command printed, undefined when it failed
 */

/**
 * The computer as it is.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Machine}
 */
export function thisMachine(env = process.env) {
  return {
    root: process.getuid?.() === 0,
    distribution: distributionOf(readIfThere('/etc/os-release')),
    nodeVersion: process.versions.node,
    env,
    exists: existsSync,
    find: (name) => findExecutable(name, searchPath(env)),
    output: ([command = '', ...args]) => {
      const ended = spawnSync(command, args, { env, encoding: 'utf8', timeout: 30_000 });
      return ended.status === 0 ? `${ended.stdout}${ended.stderr}` : undefined;
    },
  };
}

/**
 * Ubuntu calls itself like Debian but packages some tools otherwise.
 * @param {string} osRelease content of /etc/os-release
 * @returns {Machine['distribution']}
 */
export function distributionOf(osRelease) {
  const ids = /^ID(?:_LIKE)?=(.*)$/gm;
  const names = [...osRelease.matchAll(ids)].flatMap(([, value = '']) =>
    value.replaceAll('"', '').split(' '),
  );
  if (names.includes('ubuntu')) return 'ubuntu';
  return names.includes('debian') ? 'debian' : 'other';
}

/**
 * PATH, and the folders that an ordinary user's PATH often leaves out: those of system tools, and where
 * Go's own archive goes. A test replaces them, to have a computer without any.
 * @param {Readonly<Record<string, string | undefined>>} env
 */
function searchPath(env) {
  const { PATH = '', CNI_BENCH_FURTHER_PATH = '/usr/sbin:/sbin:/usr/local/go/bin' } = env;
  return `${PATH}${delimiter}${CNI_BENCH_FURTHER_PATH}`.split(delimiter).filter((folder) => folder !== '');
}

/**
 * @param {string} name
 * @param {readonly string[]} folders
 */
export function findExecutable(name, folders) {
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/**
 * Whether a version such as `v24.1.0` or `1.26.8` is at least the wanted one.
 * @param {string} version
 * @param {readonly number[]} wanted major, minor, ...
 */
export function isAtLeast(version, wanted) {
  const parts = version.replace(/^\D+/, '').split('.').map(Number.parseFloat);
  for (const [index, want] of wanted.entries()) {
    const have = parts[index] ?? 0;
    if (have !== want) return have > want;
  }
  return true;
}
