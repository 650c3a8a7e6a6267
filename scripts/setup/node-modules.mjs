// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isAtLeast } from './machine.mjs';

const oldestNode = [24];

/**
 * Whether `npm ci` has to run: packages are missing, or are not those of the lockfile. Content is
 * compared, not times, since a checkout renews the times of unchanged files.
 * @param {string} root the project's folder
 */
export function packagesAreStale(root) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return true;
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(want).some(
    // Optional ones are packages for other platforms.
    ([path, entry]) => path !== '' && !entry.optional && have[path]?.version !== entry.version,
  );
}

/**
 * Runs `npm ci` with the Node that is outside of node_modules, which this replaces.
 * @param {string} root
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {boolean} whether it worked
 */
export function installPackages(root, env) {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const ended = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: { ...env, PATH: folders.join(delimiter) },
    stdio: 'inherit',
  });
  return ended.status === 0;
}

/**
 * Why the programs cannot run on the Node that npm scripts find, as the advice to go on with;
 * undefined when they can.
 * @param {string} root
 * @param {import('./machine.mjs').Machine} machine
 */
export function nodeAdvice(root, machine) {
  const own = machine.output([join(root, 'node_modules', '.bin', 'node'), '--version'])?.trim();
  const version = own ?? machine.nodeVersion;
  if (isAtLeast(version, oldestNode)) return undefined;
  return [
    `Node ${oldestNode[0]} is needed and ${version} is what npm scripts find: the npm package "node" could not`,
    'run its install script. Allow it with',
    '  npm install-scripts approve node && npm rebuild node',
    `or put Node ${oldestNode[0]} or newer first in PATH, then type the command again.`,
  ].join('\n');
}
