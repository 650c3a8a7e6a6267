import type { ToolOutput } from '../suite/ports.ts';

/** The output of a command that could not be started at all. */
export function notStarted(argv: readonly string[], startError: string): ToolOutput {
  return {
    argv,
    stdout: '',
    stderr: '',
    exitCode: null,
    signal: null,
    timedOut: false,
    startError,
    startedAt: new Date().toISOString(),
    durationMillis: 0,
  };
}
