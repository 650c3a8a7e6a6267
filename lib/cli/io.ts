/** Everything of the process that a command may touch; a test hands in its own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  /** What relative paths are relative to. */
  readonly cwd: string;
}

export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
}

export function processIo(): Io {
  const { stdout, stderr, env } = process;
  // A reader such as `head` that closes the pipe ends the output, not the measurement.
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe);
  return { stdout, stderr, env, cwd: process.cwd() };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Colour for a person at a terminal, unless https://no-color.org or a dumb terminal says no. */
export function wantsColour(output: Output, env: NodeJS.ProcessEnv): boolean {
  return output.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
}
