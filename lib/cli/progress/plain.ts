import type { Output } from '../io.ts';
import type { ProgressListener } from './listener.ts';
import { duration, type Words } from './words.ts';

/** A line for each step and each notice, for logs and pipes. */
export function plainProgress(output: Output, words: Words): ProgressListener {
  const skipped = new Set<string>();
  return {
    on(event) {
      if (event.kind === 'scenario-unavailable') skipped.add(event.scenario);
      const notice = words.notice(event);
      if (notice) output.write(`${notice}\n`);
      // The steps of a skipped scenario only become records that say so.
      if (event.kind !== 'step-started' || skipped.has(event.step.scenario)) return;
      const { done, total, secondsLeft, step } = event;
      const position = `[${String(done + 1).padStart(String(total).length)}/${total}]`;
      output.write(`${position} ${words.step(step)}, ${duration(secondsLeft)} left\n`);
    },
    [Symbol.dispose]() {},
  };
}
