import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readSections, type Sections, shellOf } from '../../../lib/targets/kubernetes/inspector.ts';
import { NodeGate, settleScript } from '../../../lib/targets/kubernetes/settle.ts';
import { sh, standIns } from './support/shell.ts';

/** user, nice, system, idle, iowait, irq, softirq, steal of one window, in ticks. */
type Ticks = readonly [number, number, number, number, number, number, number, number];
const idle: Ticks = [1, 0, 0, 19, 0, 0, 0, 0];
const busy: Ticks = [10, 0, 0, 10, 0, 0, 0, 0];

/** Asks a node whose processors do what each window says. */
async function quietOn(windows: readonly Ticks[]): Promise<string | undefined> {
  const counters: number[][] = [[9, 9, 9, 9, 9, 9, 9, 9]];
  for (const window of windows)
    counters.push(window.map((ticks, at) => (counters.at(-1)?.[at] ?? 0) + ticks));
  // A window begins where the last one ended, so each line but the first and the last is read twice.
  const reads = counters.flatMap((line, at) => (at === 0 || at === windows.length ? [line] : [line, line]));
  const lines = reads.map((line) => `cpu  ${line.join(' ')} 0 0`).join('\n');
  await using stand = await standIns({
    head: `at=$(cat $0.at 2>/dev/null || echo 1); sed -n "$at p" $0.lines; echo $((at + 1)) >$0.at`,
    sleep: ':',
  });
  const folder = stand.env.PATH.split(':')[0];
  const program = `cat >${folder}/head.lines <<'END'\n${lines}\nEND\n${shellOf(settleScript(windows.length), 'mark')}`;
  return readSections((await sh(program, stand.env)).stdout, 'mark').get('quiet');
}

describe('a quiet node', () => {
  it('is more than 90 % idle in one window', async () => {
    expect(await quietOn([idle])).toBe('yes');
    expect(await quietOn([busy, busy, idle])).toBe('yes');
    expect(await quietOn([busy, busy])).toBe('no');
    expect(await quietOn([[2, 0, 0, 18, 0, 0, 0, 0]])).toBe('no');
  });

  it.each<[string, Ticks]>([
    ['interrupts', [0, 0, 0, 10, 0, 3, 7, 0]],
    ['a hypervisor that takes the processor', [0, 0, 0, 10, 0, 0, 0, 10]],
  ])('is none with %s', async (_, window) => {
    expect(await quietOn([window])).toBe('no');
  });

  it('may wait for its disk', async () => {
    expect(await quietOn([[0, 0, 0, 0, 20, 0, 0, 0]])).toBe('yes');
  });
});

describe('the patience of the gate', () => {
  const windowsIn = (script: { quiet?: string }) => Number(/-lt (\d+)/.exec(script.quiet ?? '')?.[1]);
  const answers: Readonly<Record<string, Sections>> = {
    yes: new Map([['quiet', 'yes']]),
    no: new Map([['quiet', 'no']]),
    nothing: new Map(),
  };

  it('halves each time in vain, never below its least, and is whole after a quiet moment', async () => {
    const pair = fc.tuple(fc.constantFrom(...Object.keys(answers)), fc.constantFrom(...Object.keys(answers)));
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { maxLength: 12 }), async (steps) => {
        const gate = new NodeGate();
        let wanted = 50;
        for (const words of steps) {
          const asked: number[] = [];
          const quiet = await gate.wait(async (script) => {
            asked.push(windowsIn(script));
            return words.map((word) => answers[word] ?? new Map());
          });
          expect(asked).toEqual([wanted]);
          expect(quiet).toBe(words.every((word) => word === 'yes'));
          wanted = quiet ? 50 : Math.max(2, Math.floor(wanted / 2));
        }
      }),
    );
  });
});
