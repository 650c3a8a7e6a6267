import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';

const root = new URL('../../', import.meta.url);

/** The app as the CDK CLI starts it, with this context. */
async function start(context: Readonly<Record<string, unknown>>) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'cni-bench-cdk-'));
  const { exitCode, stderr } = await execa({
    cwd: root,
    reject: false,
    preferLocal: true,
    env: { CDK_OUTDIR: folder.path, CDK_CONTEXT_JSON: JSON.stringify(context) },
  })`node bin/app.ts`;
  return { exitCode, stderr };
}

describe('the app refuses', () => {
  it.each([
    [{ profile: 'thorough' }, /^profile: must be one of quick, .*, got "thorough"$/],
    [{ colour: 'red' }, /^colour: no such context key; there are versions, /],
  ])(
    '%j in one line, before it synthesizes',
    async (context, line) => {
      const { exitCode, stderr } = await start(context);
      expect(stderr).toMatch(line);
      expect(stderr.split('\n')).toHaveLength(1);
      expect(exitCode).toBe(2);
      // Most of it is the loading of CDK, which a busy machine draws out.
    },
    60_000,
  );
});
