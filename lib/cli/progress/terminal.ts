import pc from 'picocolors';
import { policyMatrix } from '../../domain/policy/policy-matrix.ts';
import type { Output } from '../io.ts';
import type { ProgressListener } from './listener.ts';
import { statusLine } from './status-line.ts';
import { duration, type Words } from './words.ts';

/** One line that is drawn over, with notices above it. */
export function terminalProgress(output: Output, words: Words, colour: boolean): ProgressListener {
  const colours = pc.createColors(colour);
  const status = statusLine(output, colour);
  return {
    on(event) {
      const notice = words.notice(event);
      if (notice)
        status.note(event.kind === 'scenario-opened' ? colours.dim(notice) : colours.yellow(notice));
      if (event.kind === 'step-started') {
        const { done, total, secondsLeft, step } = event;
        status.show(`${words.step(step)} ${colours.dim(`${done}/${total}, ${duration(secondsLeft)} left`)}`);
      }
      if (event.kind === 'policy-started')
        status.show(`policy ${event.scenario}: ${policyMatrix[event.case].title}`);
    },
    [Symbol.dispose]() {
      status[Symbol.dispose]();
    },
  };
}
