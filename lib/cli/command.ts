import type { Command } from 'commander';
import type { ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';

/** Adds one command to the program; its action tells how the process shall end. */
export type AddCommand = (program: Command, session: Session) => void;

export interface Session {
  readonly io: Io;
  /** To be called once by the action that ran. */
  end(code: ExitCode): void;
}

/** The last part of a command's help. */
export function examples(lines: readonly (readonly [command: string, meaning: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  const shown = lines.map(([command, meaning]) => `  $ ${command.padEnd(width)}   ${meaning}`);
  return `\nExamples:\n${shown.join('\n')}\n`;
}
