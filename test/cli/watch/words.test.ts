import { describe, expect, it } from '@jest/globals';
import { Words } from '../../../lib/cli/progress/words.ts';
import type { WatchEvent } from '../../../lib/cli/watch/events.ts';
import { viewFor } from '../../../lib/cli/watch/view.ts';
import { Watched } from '../../../lib/cli/watch/watched.ts';
import { linesOf } from '../../../lib/cli/watch/words.ts';
import { memoryIo } from '../../support/cli.ts';
import { fakeProbes } from '../../support/fake-run.ts';
import { journalOf, nowMillis, sightOf, stagedRun } from './support/sights.ts';

const run = stagedRun();
const words = new Words(run.plan, 'kube', fakeProbes);
const at = '2026-11-26T10:00:00.000Z';
const position = { done: 14, total: 52 };
const ended = { kind: 'ended', ...position, withoutValue: 2 } as const;

const table: readonly (readonly [WatchEvent, RegExp])[] = [
  [
    { kind: 'stack', stack: 'ScenarioC', status: 'CREATE_IN_PROGRESS', reason: 'User Initiated' },
    /^ScenarioC is CREATE_IN_PROGRESS \(User Initiated\); its benchmark has not begun$/,
  ],
  [{ kind: 'stage', stage: 'http', done: 0, total: 12 }, /^stage http: 0 of 12 steps$/],
  [{ kind: 'left-out', steps: 1, reason: 'why', ...position }, /^\[14\/52\] 1 step not executed: why$/],
  [
    { kind: 'stop-asked', at, by: 'x' },
    /^a stop was asked for at .*Z \(x\): the run ends with its present step$/,
  ],
  [
    { kind: 'idle', since: at },
    /^nobody measures: the lease ran out at .*Z, and no handler has taken it since$/,
  ],
  [{ kind: 'measuring-again', holder: 'stage dns' }, /^is measured again: stage dns$/],
  [{ kind: 'trouble', message: 'AWS: no' }, /^AWS: no; asks again$/],
  [{ kind: 'block-voided', block: 0, reason: 'why' }, /^block 1 does not count: why$/],
  [
    { ...ended, outcome: 'incomplete', at, reason: 'it was stopped', run: 'r', results: 's3://b/runs/r/' },
    /^ended at .*Z, with steps left out since it was stopped: 14 of 52 steps, 2 without a value; s3:\/\/b\/runs\/r\/$/,
  ],
  [{ ...ended, outcome: 'stack-failed', reason: 'S is gone' }, /^S is gone; its benchmark had not begun$/],
];

describe('what is said of a watched run', () => {
  it.each(table)('%j', (event, expected) => {
    const lines = linesOf(event, words);
    expect(lines).toEqual([expect.stringMatching(expected)]);
  });
});

describe('where nothing can be drawn over', () => {
  const shown = async (json: boolean) => {
    const { io, stdout, stderr } = memoryIo('.', {});
    using view = viewFor(json, io);
    const watched = new Watched(fakeProbes);
    const records = await journalOf(run, {
      respond: (_invocation, call) => (call === 1 ? { stdout: '?' } : {}),
    });
    for (const seen of [[], records]) {
      for (const event of watched.see({ run: sightOf(run, seen) }, nowMillis)) {
        const { progress } = watched;
        view.show(event, progress && { progress, words });
      }
    }
    expect(stderr()).toBe('');
    return stdout().trimEnd().split('\n');
  };

  it('every change is a line, with what failed in it', async () => {
    const lines = await shown(false);
    expect(lines[0]).toMatch(/^run c-quick-1 of C, profile quick: 0 of \d+ steps, .* left$/);
    expect(lines[1]).toMatch(/^stages: network 0\/\d+, http 0\/\d+, scaling 0\/\d+$/);
    const steps = lines.filter((line) => line.startsWith('['));
    expect(steps).toHaveLength(stepsIn(lines[0]));
    expect(steps.filter((line) => line.includes(': failed: '))).toHaveLength(1);
    expect(steps.at(-1)).toMatch(/^\[(\d+)\/\1\] C: /);
  });

  it('for programs every change is a line of JSON, with the record of a step', async () => {
    const events = (await shown(true)).map((line) => JSON.parse(line));
    expect(events[0]).toMatchObject({ kind: 'joined', run: 'c-quick-1' });
    expect(events.find(({ kind }) => kind === 'step-finished')).toMatchObject({
      stage: 'network',
      record: { type: 'step', scenario: 'C' },
    });
  });
});

describe('on a terminal', () => {
  it('what went wrong stays on stderr, above the line that moves, and the end is on stdout', async () => {
    const { io, stdout, stderr } = memoryIo('.', { TERM: 'xterm', NO_COLOR: '1' });
    const no = () => true;
    const terminal = { isTTY: true, columns: 200, cursorTo: no, clearLine: no, moveCursor: no } as const;
    using view = viewFor(false, {
      ...io,
      stdout: Object.assign(io.stdout, terminal),
      stderr: Object.assign(io.stderr, terminal),
    });
    const watched = new Watched(fakeProbes);
    const records = await journalOf(run, {
      respond: (_invocation, call) => (call === 1 ? { stdout: '?' } : {}),
    });
    const sights = [sightOf(run, []), sightOf(run, records), sightOf(run, records, { finishedAt: at })];
    for (const sight of sights)
      for (const event of watched.see({ run: sight }, nowMillis)) {
        const { progress } = watched;
        view.show(event, progress && { progress, words });
      }
    expect(stdout()).toMatch(/^finished at 2026-11-26T10:00:00\.000Z: [^\n]*\n$/);
    expect(stderr().match(/: failed: /g)).toHaveLength(1);
    expect(stderr()).toContain('stage http: 0 of ');
    expect(stderr()).not.toContain('finished at');
  });
});

/** How many steps the first line speaks of. */
function stepsIn(line = ''): number {
  return Number(/of (\d+) steps/.exec(line)?.[1]);
}
