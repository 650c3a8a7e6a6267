import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { filtered, readSections, type Script, shellOf } from '../../../lib/targets/kubernetes/inspector.ts';
import { sh } from './support/shell.ts';

const mark = '3f2c';
const ask = async (script: Script) => readSections((await sh(shellOf(script, mark))).stdout, mark);

describe('a script for the inspector', () => {
  it('gives each part its own output', async () => {
    const sections = await ask({ one: 'echo 1', two: 'echo 2; echo 3' });
    expect(Object.fromEntries(sections)).toEqual({ one: '1', two: '2\n3' });
  });

  it('leaves out parts that fail, whose program is missing, or that print nothing', async () => {
    const sections = await ask({
      failed: 'echo half; false',
      missing: 'no-such-program',
      silent: 'true',
      noise: 'echo noise >&2; echo answer',
    });
    expect(Object.fromEntries(sections)).toEqual({ noise: 'answer' });
  });

  it('takes a last line without an end', async () => {
    const sections = await ask({ json: 'printf "{}"', after: 'echo x' });
    expect(Object.fromEntries(sections)).toEqual({ json: '{}', after: 'x' });
  });

  it('does not end where a part ends in a comment or a loop', async () => {
    const sections = await ask({ comment: 'echo 1 # one', loop: 'for i in 1 2; do echo $i; done' });
    expect(Object.fromEntries(sections)).toEqual({ comment: '1', loop: '1\n2' });
  });

  it('leaves out the part that the output breaks off in', () => {
    const text = `${mark} one\n1\n\n${mark} 0\n${mark} two\n2`;
    expect(Object.fromEntries(readSections(text, mark))).toEqual({ one: '1' });
  });

  it('gives back whatever parts print and however they end', async () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const printed = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''));
    const part = fc.record({ printed, status: fc.constantFrom(0, 0, 1, 127) });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(word, part, { maxKeys: 6, noNullPrototype: true }), async (parts) => {
        const script = Object.fromEntries(
          Object.entries(parts).map(([title, { printed, status }]) => [
            title,
            `printf %s '${printed.replaceAll("'", `'\\''`)}'; (exit ${status})`,
          ]),
        );
        const wanted = Object.entries(parts).flatMap(([title, { printed, status }]) =>
          status === 0 && printed.trim() !== '' ? [[title, printed.trim()]] : [],
        );
        expect([...(await ask(script))]).toEqual(wanted);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a command through a filter', () => {
  it('is what the filter makes of it', async () => {
    expect(await sh(filtered('printf "a\\nb\\\\n\\n"', 'wc -l'))).toEqual({ stdout: '2', exitCode: 0 });
  });

  it('fails where the command fails, whatever the filter makes of nothing', async () => {
    expect(await sh(filtered('no-such-program 2>/dev/null', 'wc -l'))).toEqual({ stdout: '', exitCode: 127 });
  });
});
