import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const url = new URL('../../package-lock.json', import.meta.url);
const lock: { readonly packages: Readonly<Record<string, Entry>> } = JSON.parse(await readFile(url, 'utf8'));
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');

it('the lockfile names a version for each package', () => {
  expect(entries.filter(([, entry]) => !entry.version)).toEqual([]);
});

it('the lockfile has the packages of every platform, without which npm ci refuses it', () => {
  const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

it('the lockfile is bound to no registry', () => {
  expect(entries.filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
});
