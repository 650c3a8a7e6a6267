import { chmod, cp, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { execa } from 'execa';
import { findExecutable } from '../../lib/cli/search-path.ts';
import { temporaryFolder } from '../support/folders.ts';

const launcher = fileURLToPath(new URL('../../bin/cni-bench.js', import.meta.url));

/** A Node of this machine that is too old for the program, if there is one. */
const oldNode = await (async () => {
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const folder of folders.filter((name) => !name.includes('node_modules'))) {
    const node = await findExecutable('node', folder);
    const version = node && (await execa(node, ['--version'])).stdout;
    if (version && Number.parseInt(version.slice(1), 10) < 24) return node;
  }
  return undefined;
})();
const withOldNode = oldNode ? it : it.skip;

/** The package as it is where it is installed, with a bundle that says what it was called with. */
async function installed(folder: string): Promise<string> {
  const root = join(folder, 'node_modules', 'eks-cni-bench');
  await mkdir(join(root, 'bin'), { recursive: true });
  await mkdir(join(root, 'dist'));
  await cp(launcher, join(root, 'bin', 'cni-bench.js'));
  await writeFile(join(root, 'package.json'), '{"type":"module"}');
  const bundle = 'console.log(process.argv.slice(2).join(" ")); process.exitCode = 3;';
  await writeFile(join(root, 'dist', 'bench.mjs'), bundle);
  return join(root, 'bin', 'cni-bench.js');
}

it('runs the bundle where the package is installed', async () => {
  await using folder = await temporaryFolder();
  const path = await installed(folder.path);
  const ended = await execa(process.execPath, [path, 'run', '--seed', '2'], { reject: false });
  expect(ended).toMatchObject({ exitCode: 3, stdout: 'run --seed 2', stderr: '' });
});

withOldNode('takes the Node that was installed with it where this one is too old', async () => {
  await using folder = await temporaryFolder();
  const path = await installed(folder.path);
  const bin = join(folder.path, 'node_modules', 'node', 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, '..', 'package.json'), '{}');
  await writeFile(join(bin, 'node'), '#!/bin/sh\nshift\necho "other node: $*"\nexit 7\n');
  await chmod(join(bin, 'node'), 0o755);
  const ended = await execa(oldNode ?? '', [path, 'plan'], { reject: false });
  expect(ended).toMatchObject({ exitCode: 7, stdout: 'other node: plan', stderr: '' });
});

withOldNode('without any Node that fits says so in one line', async () => {
  await using folder = await temporaryFolder();
  const path = await installed(folder.path);
  const ended = await execa(oldNode ?? '', [path, 'plan'], { reject: false });
  expect(ended.exitCode).toBe(2);
  expect(ended.stderr).toMatch(/^cni-bench: needs Node 24 or newer, this is \d+\.\d+\.\d+[^\n]*$/);
});
