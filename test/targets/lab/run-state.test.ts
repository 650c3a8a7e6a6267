import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanStrays, openRunState } from '../../../lib/targets/lab/run-state.ts';
import { parseProcessStat } from '../../../lib/targets/proc-files.ts';

let folder: string;
let sleeper: ChildProcess;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cni-bench-state-'));
  sleeper = spawn('sleep', ['600']);
  await once(sleeper, 'spawn');
});
afterEach(async () => {
  sleeper.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function startOf(pid: number | undefined): Promise<string> {
  return parseProcessStat(await readFile(`/proc/${pid}/stat`, 'utf8')).startTicks;
}

/** A state file as a driver leaves it that was killed together with its watcher. */
async function leave(driver: string, lines: readonly string[]): Promise<string> {
  const file = join(folder, `${driver}-1.state`);
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

describe('what a dead driver left', () => {
  it('is removed, and named', async () => {
    const stray = join(folder, 'scratch with space');
    await mkdir(stray);
    const file = await leave('999999999-1', [
      `process ${await startOf(sleeper.pid)} ${sleeper.pid}`,
      `folder - ${stray}`,
    ]);
    const ended = once(sleeper, 'exit');
    expect(await cleanStrays(folder)).toEqual([`process ${sleeper.pid}`, `folder ${stray}`]);
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(existsSync(stray)).toBe(false);
    expect(existsSync(file)).toBe(false);
  });

  it('is not a process that has the same PID by accident', async () => {
    await leave('999999999-1', [`process 1 ${sleeper.pid}`]);
    expect(await cleanStrays(folder)).toEqual([]);
    expect(sleeper.exitCode).toBeNull();
    expect(await startOf(sleeper.pid)).toMatch(/^\d+$/);
  });

  it('is not that of another driver which lives', async () => {
    const stray = join(folder, 'scratch');
    await mkdir(stray);
    const file = await leave(`${process.pid}-${await startOf(process.pid)}`, [`folder - ${stray}`]);
    expect(await cleanStrays(folder)).toEqual([]);
    expect(existsSync(stray)).toBe(true);
    expect(existsSync(file)).toBe(true);
  });
});

describe('the state of a driver', () => {
  it('stands while it lives, and is gone when it ends as it should', async () => {
    {
      await using state = await openRunState(folder);
      await state.remember('process', sleeper.pid ?? 0);
      const [name = ''] = await readdir(folder);
      expect(await readFile(join(folder, name), 'utf8')).toBe(
        `process ${await startOf(sleeper.pid)} ${sleeper.pid}\n`,
      );
    }
    expect(await readdir(folder)).toEqual([]);
    expect(sleeper.exitCode).toBeNull();
  });
});
