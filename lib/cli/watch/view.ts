import pc from 'picocolors';
import { type Io, wantsColour } from '../io.ts';
import { canDrawOver } from '../progress/choose.ts';
import { writeJson } from '../progress/json.ts';
import { statusLine } from '../progress/status-line.ts';
import type { Words } from '../progress/words.ts';
import type { WatchEvent } from './events.ts';
import type { RunProgress } from './run-progress.ts';
import { left, linesOf } from './words.ts';

/** What can be said of the run beside an event; undefined before it has begun. */
export interface Known {
  readonly words: Words;
  readonly progress: RunProgress;
}

/** Shows what happens to a run. */
export interface View extends Disposable {
  show(event: WatchEvent, known: Known | undefined): void;
}

/** Lines of NDJSON for programs, lines of text where nothing can be drawn over, else one line that moves. */
export function viewFor(json: boolean, io: Io): View {
  if (json) return { show: (event) => writeJson(io.stdout, event), [Symbol.dispose]: () => {} };
  return canDrawOver(io) ? terminalView(io) : plainView(io);
}

function plainView({ stdout }: Io): View {
  return {
    show(event, known) {
      for (const line of linesOf(event, known?.words)) stdout.write(`${line}\n`);
    },
    [Symbol.dispose]() {},
  };
}

/** Steps move the line; what went wrong, and everything else, stays above it. */
function terminalView({ stdout, stderr, env }: Io): View {
  const colour = wantsColour(stderr, env);
  const colours = pc.createColors(colour);
  const status = statusLine(stderr, colour);
  return {
    show(event, known) {
      const lines = linesOf(event, known?.words);
      if (event.kind === 'ended') {
        status[Symbol.dispose]();
        for (const line of lines) stdout.write(`${line}\n`);
        return;
      }
      const quiet =
        event.kind === 'step-finished' && event.record.samples.some(({ outcome }) => outcome === 'value');
      const plain = event.kind === 'joined' || event.kind === 'stage' || event.kind === 'trouble-over';
      if (!quiet) for (const line of lines) status.note(plain ? line : colours.yellow(line));
      status.show(known ? statusOf(known.progress) : 'waits for the benchmark');
    },
    [Symbol.dispose]() {
      status[Symbol.dispose]();
    },
  };
}

/** `http 3/12, 17/52 in all, 8 min left, 2 without a value`. */
export function statusOf({ stage, position, secondsLeft, withoutValue }: RunProgress): string {
  const { done, total } = position;
  const parts = [
    ...(stage ? [`${stage.id} ${stage.done}/${stage.total}`] : []),
    `${done}/${total} in all`,
    ...(done < total ? [left(secondsLeft)] : []),
    ...(withoutValue > 0 ? [`${withoutValue} without a value`] : []),
  ];
  return parts.join(', ');
}
