import { type Io, wantsColour } from '../io.ts';
import { jsonProgress } from './json.ts';
import type { ProgressListener } from './listener.ts';
import { plainProgress } from './plain.ts';
import { terminalProgress } from './terminal.ts';
import type { Words } from './words.ts';

/** Events for programs on stdout; for people on stderr, drawn over only where a terminal shows it. */
export function progressFor(json: boolean, words: Words, io: Io): ProgressListener {
  if (json) return jsonProgress(io.stdout);
  const terminal = io.stdout.isTTY && io.stderr.isTTY && io.env.TERM !== 'dumb' && !io.env.CI;
  if (!terminal) return plainProgress(io.stderr, words);
  return terminalProgress(io.stderr, words, wantsColour(io.stderr, io.env));
}
