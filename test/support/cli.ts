import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Io } from '../../lib/cli/io.ts';

/** A process's streams, kept in memory. */
export function memoryIo(cwd: string, env: NodeJS.ProcessEnv = process.env) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const read = (stream: PassThrough) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += chunk;
    });
    return () => text;
  };
  const io: Io = { stdout: out, stderr: err, env: { ...env }, cwd };
  return { io, stdout: read(out), stderr: read(err) };
}

/** Of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the CLI from the sources as a child process, with nothing of a terminal. */
export async function cli(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Record<string, string> } = {},
): Promise<Ended> {
  const result = await execa(`${root}/node_modules/.bin/node`, [`${root}/bin/bench.ts`, ...args], {
    reject: false,
    stdin: 'ignore',
    ...options,
  });
  return { code: result.exitCode, stdout: result.stdout, stderr: result.stderr };
}
