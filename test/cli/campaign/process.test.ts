import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { temporaryFolder } from '../../support/folders.ts';
import type { Behaviour, CloudFile } from './support/stub-campaign.ts';

// Child processes, on a host that may be busy.

const program = fileURLToPath(new URL('support/stub-campaign.ts', import.meta.url));
const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));

function start(cwd: string, args: readonly string[], behaviour: Behaviour = {}) {
  const running = execa(node, [program, '--campaign', 'X', ...args], {
    cwd,
    reject: false,
    env: { STUB: JSON.stringify(behaviour) },
  });
  const { stdin, stderr } = running;
  let text = '';
  stderr.on('data', (chunk) => {
    text += chunk;
  });
  return {
    ended: running,
    goOn: () => stdin.write('go on\n'),
    signal: (signal: NodeJS.Signals) => running.kill(signal),
    /** Resolves when it has said this on stderr. */
    async said(what: string): Promise<void> {
      const end = once(stderr, 'end').then(() => {
        throw new Error(`ended without "${what}": ${text}`);
      });
      end.catch(() => undefined);
      while (!text.includes(what)) await Promise.race([once(stderr, 'data'), end]);
    },
  };
}

/** A whole process. */
const run = (...given: Parameters<typeof start>) => start(...given).ended;

async function cloudIn(folder: string): Promise<CloudFile> {
  return JSON.parse(await readFile(join(folder, 'cloud.json'), 'utf8'));
}

describe('cni-bench campaign, as a process on a stubbed toolkit', () => {
  it('deploys and destroys every scenario and replicate, and says so', async () => {
    await using folder = await temporaryFolder();
    const { exitCode, stdout } = await run(folder.path, ['--scenarios', 'A,C', '--replicates', '2']);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['scenario', 'replicate', 'state', 'results'],
      ['A', '1', 'done, stack gone', 'results of A'],
      ['C', '1', 'done, stack gone', 'results of C'],
      ['A', '2', 'done, stack gone', 'results of A'],
      ['C', '2', 'done, stack gone', 'results of C'],
    ]);
    const { stacks, creations } = await cloudIn(folder.path);
    expect(stacks).toEqual([]);
    expect([...creations].sort()).toEqual([
      'ScenarioA of X-1',
      'ScenarioA of X-2',
      'ScenarioC of X-1',
      'ScenarioC of X-2',
    ]);
  });

  it('survives one failed scenario and destroys its stack', async () => {
    await using folder = await temporaryFolder();
    const { exitCode, stdout } = await run(folder.path, ['--scenarios', 'A,B,C'], {
      fates: { deploy: { ScenarioB: 'fails' } },
    });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^B +1 +failed, stack gone$/m);
    expect(stdout).toContain('B 1 failed while deploying: ScenarioB: CREATE_FAILED');
    expect(stdout.match(/done, stack gone/g)).toHaveLength(2);
    expect((await cloudIn(folder.path)).stacks).toEqual([]);
  });

  it('keeps the stack of a failed scenario when told to, and names it', async () => {
    await using folder = await temporaryFolder();
    const args = ['--scenarios', 'D+host-routing', '--keep-on-failure', '-c', 'region=eu-central-1'];
    const { exitCode, stderr } = await run(folder.path, args, {
      fates: { deploy: { ScenarioDPlusHostRouting: 'fails' } },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'npx cdk destroy --force ScenarioDPlusHostRouting -c region=eu-central-1 -c variants=D+host-routing   # kept',
    );
    expect((await cloudIn(folder.path)).stacks).toHaveLength(1);
  });

  it('pauses when the credentials expire, and goes on after a login', async () => {
    await using folder = await temporaryFolder();
    const args = ['--scenarios', 'A,C'];
    const paused = await run(folder.path, args, { expired: ['creating ScenarioC'] });
    expect(paused.exitCode).toBe(3);
    expect(paused.stderr).toContain('paused: the credentials have expired. Type: aws sso login.');
    expect(paused.stderr).toMatch(/^ {2}npx cni-bench campaign --campaign X$/m);
    expect(paused.stderr).toContain('npx cdk destroy --force ScenarioC   # may be there');
    const { exitCode } = await run(folder.path, []);
    expect(exitCode).toBe(0);
    const { stacks, creations } = await cloudIn(folder.path);
    expect({ stacks, creations: [...creations].sort() }).toEqual({
      stacks: [],
      creations: ['ScenarioA of X-1', 'ScenarioC of X-1'],
    });
  });

  it.each(['deploy ScenarioC', 'creating ScenarioC', 'deployed ScenarioC', 'deleting ScenarioC'])(
    'goes on where it was killed: %s',
    async (where) => {
      await using folder = await temporaryFolder();
      const first = start(folder.path, ['--scenarios', 'C'], { hold: [where] });
      await first.said(`holding ${where}`);
      first.signal('SIGKILL');
      await first.ended;
      const { exitCode, stdout } = await run(folder.path, []);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^C +1 +done, stack gone +results of C$/m);
      const { stacks, creations } = await cloudIn(folder.path);
      expect({ stacks, creations }).toEqual({ stacks: [], creations: ['ScenarioC of X-1'] });
    },
  );

  it('on Ctrl-C finishes and destroys what has begun, and goes on later', async () => {
    await using folder = await temporaryFolder();
    const first = start(folder.path, ['--scenarios', 'A,C', '--parallel', '1'], {
      hold: ['creating ScenarioA'],
    });
    await first.said('holding creating ScenarioA');
    first.signal('SIGINT');
    await first.said('Ctrl-C again ends at once');
    first.goOn();
    const { exitCode, stderr } = await first.ended;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('interrupted; go on with\n  npx cni-bench campaign --campaign X --parallel 1');
    expect(await cloudIn(folder.path)).toEqual({ stacks: [], creations: ['ScenarioA of X-1'] });
    const second = await run(folder.path, []);
    expect(second.exitCode).toBe(0);
    expect((await cloudIn(folder.path)).creations).toEqual(['ScenarioA of X-1', 'ScenarioC of X-1']);
  });

  it('on a second Ctrl-C ends at once and names what is left', async () => {
    await using folder = await temporaryFolder();
    const first = start(folder.path, ['--scenarios', 'C'], { hold: ['creating ScenarioC'] });
    await first.said('holding creating ScenarioC');
    first.signal('SIGINT');
    await first.said('Ctrl-C again ends at once');
    const over = new AbortController();
    void first.ended.finally(() => over.abort());
    // The same key press for a while; a later one ends it.
    while (!over.signal.aborted) {
      first.signal('SIGINT');
      await pause(100, undefined, { signal: over.signal }).catch(() => undefined);
    }
    const { exitCode, stderr } = await first.ended;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('stacks that are left in account 123456789012, ap-northeast-2');
    expect(stderr).toContain('npx cdk destroy --force ScenarioC   # may be there: it is being deployed');
    expect((await run(folder.path, [])).exitCode).toBe(0);
    expect((await cloudIn(folder.path)).stacks).toEqual([]);
  });

  it('is driven by one process at a time', async () => {
    await using folder = await temporaryFolder();
    const first = start(folder.path, ['--scenarios', 'C'], { hold: ['creating ScenarioC'] });
    await first.said('holding creating ScenarioC');
    const { stderr } = await run(folder.path, []);
    expect(stderr).toContain('another process is writing this campaign');
    first.goOn();
    expect((await first.ended).exitCode).toBe(0);
  });
});
