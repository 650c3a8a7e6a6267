import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const root = fileURLToPath(new URL('../..', import.meta.url));

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
