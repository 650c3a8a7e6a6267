import { type Io, wantsColour } from '../io.ts';
import { jsonProgress } from './json.ts';
import type { ProgressListener } from './listener.ts';
import { plainProgress } from './plain.ts';
import { terminalProgress } from './terminal.ts';
import type { Words } from './words.ts';

/** Events for programs on stdout; for people on stderr, drawn over only where a terminal shows it. */
export function progressFor(json: boolean, words: Words, io: Io): ProgressListener {
  if (json) return jsonProgress(io.stdout);
  if (!canDrawOver(io)) return plainProgress(io.stderr, words);
  return terminalProgress(io.stderr, words, wantsColour(io.stderr, io.env));
}

/** Whether a person looks at a terminal that shows a line which changes. */
export function canDrawOver({ stdout, stderr, env }: Io): boolean {
  return Boolean(stdout.isTTY && stderr.isTTY && env.TERM !== 'dumb' && !env.CI);
}
