import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { runProcess } from '../../lib/targets/process-runner.ts';

const limit = { timeoutSeconds: 20 };

/** Whether a process is gone, or dead and only not yet waited for, within two seconds. */
async function ended(pid: string): Promise<boolean> {
  const deadline = performance.now() + 2000;
  for (;;) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z');
    if (stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')) return true;
    if (performance.now() > deadline) return false;
    await setImmediate();
  }
}

describe('running a process', () => {
  it('keeps stdout and stderr apart, as they were printed', async () => {
    const output = await runProcess(['sh', '-c', 'echo out; echo err >&2; exit 3'], limit);
    expect(output).toMatchObject({
      stdout: 'out\n',
      stderr: 'err\n',
      exitCode: 3,
      signal: null,
      timedOut: false,
    });
    expect(output.startError).toBeUndefined();
    expect(output.durationMillis).toBeGreaterThan(0);
  });

  it('hands over stdin', async () => {
    expect(await runProcess(['cat'], { ...limit, stdin: 'one\ntwo' })).toMatchObject({
      stdout: 'one\ntwo',
      exitCode: 0,
    });
  });

  it('says in a word that a program is missing', async () => {
    const output = await runProcess(['no-such-program'], limit);
    expect(output).toMatchObject({ startError: 'no-such-program: not found', exitCode: null });
  });

  it('kills at the time limit, what it had printed is kept', async () => {
    const output = await runProcess(['sh', '-c', 'echo begun; sleep 600'], { timeoutSeconds: 0.3 });
    expect(output).toMatchObject({ stdout: 'begun\n', timedOut: true, exitCode: null, signal: 'SIGKILL' });
  });

  it('kills what left the process group, too', async () => {
    const output = await runProcess(['sh', '-c', 'setsid sleep 600 & echo $!; wait'], {
      timeoutSeconds: 0.5,
    });
    expect(output.timedOut).toBe(true);
    expect(await ended(output.stdout.trim())).toBe(true);
  });

  it('rejects with the reason of the abort', async () => {
    const reason = new Error('asked to stop');
    const running = runProcess(['sleep', '600'], { timeoutSeconds: 600 }, AbortSignal.abort(reason));
    await expect(running).rejects.toBe(reason);
    const controller = new AbortController();
    const started = runProcess(['sleep', '600'], { timeoutSeconds: 600 }, controller.signal);
    controller.abort(reason);
    await expect(started).rejects.toBe(reason);
  });

  it('kills what prints without end', async () => {
    const output = await runProcess(['yes', 'x'.repeat(1000)], limit);
    expect(output).toMatchObject({ exitCode: null, signal: 'SIGKILL', timedOut: false });
    expect(output.stderr).toContain('more than 64 MB');
  });
});
