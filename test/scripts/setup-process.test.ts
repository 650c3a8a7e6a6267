import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { temporaryFolder } from '../support/folders.ts';

const script = fileURLToPath(new URL('../../scripts/setup.mjs', import.meta.url));

/** Runs the set-up where PATH holds only the given programs; each logs its arguments. */
async function setUp(programs: Readonly<Record<string, string>>) {
  await using folder = await temporaryFolder();
  const log = join(folder.path, 'log');
  await writeFile(log, '');
  for (const [name, body] of Object.entries(programs)) {
    const path = join(folder.path, name);
    await writeFile(path, `#!/bin/sh\necho "${name} $*" >>${log}\n${body}\n`);
    await chmod(path, 0o755);
  }
  const { exitCode, stdout, stderr } = await execa(process.execPath, [script], {
    reject: false,
    extendEnv: false,
    env: { PATH: folder.path, HOME: '/nowhere', CNI_BENCH_FURTHER_PATH: '' },
  });
  return { exitCode, stdout, stderr, log: await readFile(log, 'utf8') };
}

const asRoot = process.getuid?.() === 0 ? it : it.skip;

describe('set-up', () => {
  asRoot('as root installs what is missing and says so before', async () => {
    const ended = await setUp({ 'apt-get': 'exit 0', 'apt-cache': 'exit 0' });
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toMatch(/^set-up: will install system packages \(.*iperf3.*\)\n/);
    expect(ended.stderr).toMatch(/Go is missing/);
    expect(ended.stderr).toMatch(/set-up: took \d+\.\d s$/);
    expect(ended.log).toMatch(/^apt-get .*update\napt-get .*install -y --no-install-recommends .*iperf3/m);
  });

  asRoot('installs singly what does not go together, and names what it could not have', async () => {
    const ended = await setUp({ 'apt-get': 'case "$*" in *update*|*" iperf3") ;; *) exit 100;; esac' });
    expect(ended.exitCode).toBe(0);
    expect(ended.log).toMatch(/no-install-recommends iperf3$/m);
    const [, line = ''] = /goes on without some tools; to have them, type\n\s+(.*)/.exec(ended.stderr) ?? [];
    expect(line).toMatch(/^apt-get install .*dnsperf/);
    expect(line).not.toContain('iperf3');
  });

  it('without a package manager says what is missing and goes on', async () => {
    const ended = await setUp({});
    expect(ended.exitCode).toBe(0);
    expect(ended.stderr).toMatch(/^set-up: goes on without some tools/);
    expect(ended.stderr).toMatch(/what Debian calls: .*iperf3/);
    expect(ended.stderr).not.toMatch(/will install/);
  });

  it('installs Fortio by Go, and goes on when that fails', async () => {
    const go = 'case "$1 $2" in "env GOVERSION") echo go1.25.1;; "install "*) exit 1;; esac';
    const ended = await setUp({ go });
    expect(ended.exitCode).toBe(0);
    expect(ended.log).toMatch(/^go install fortio\.org\/fortio@v1\.65\.0$/m);
    expect(ended.stderr).toMatch(/will install Fortio \(\S+\/go install /);
    expect(ended.stderr).toMatch(/"\S+\/go install .*" failed; goes on without/);
  });
});
