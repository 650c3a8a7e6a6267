import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/** What a shell printed, and its status. */
export interface Answer {
  readonly stdout: string;
  readonly exitCode: number | undefined;
}

/** Runs a shell program as an inspector would. */
export async function sh(program: string, env: Record<string, string> = {}): Promise<Answer> {
  const { stdout, exitCode } = await execa('/bin/sh', ['-c', program], { env, reject: false });
  return { stdout, exitCode };
}

/**
 * Programs that stand for those of a node: each prints what it is given, or runs what it is given.
 * @param programs shell text by name
 */
export async function standIns(
  programs: Readonly<Record<string, string>>,
): Promise<AsyncDisposable & { readonly env: { PATH: string } }> {
  const folder = await mkdtemp(join(tmpdir(), 'cni-bench-stand-ins-'));
  for (const [name, text] of Object.entries(programs)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${text}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return {
    env: { PATH: `${folder}:/usr/bin:/bin` },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
