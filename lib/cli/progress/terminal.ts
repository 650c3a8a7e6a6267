import ora from 'ora';
import pc from 'picocolors';
import { policyMatrix } from '../../domain/policy/policy-matrix.ts';
import type { Output } from '../io.ts';
import type { ProgressListener } from './listener.ts';
import { duration, type Words } from './words.ts';

/** Drawing takes processor time from what is measured, so it happens this seldom. */
const redrawMillis = 500;

/** One line that is drawn over, with notices above it. */
export function terminalProgress(output: Output, words: Words, colour: boolean): ProgressListener {
  const colours = pc.createColors(colour);
  const spinner = ora({
    stream: output,
    interval: redrawMillis,
    // Reading the keyboard would keep Ctrl-C from being a signal.
    discardStdin: false,
    ...(colour ? {} : { color: false }),
  });
  const note = (text: string) => {
    const { isSpinning } = spinner;
    spinner.stop();
    output.write(`${text}\n`);
    if (isSpinning) spinner.start();
  };
  return {
    on(event) {
      const notice = words.notice(event);
      if (notice) note(event.kind === 'scenario-opened' ? colours.dim(notice) : colours.yellow(notice));
      if (event.kind === 'step-started') {
        const { done, total, secondsLeft, step } = event;
        spinner.text = `${words.step(step)} ${colours.dim(`${done}/${total}, ${duration(secondsLeft)} left`)}`;
        if (!spinner.isSpinning) spinner.start();
      }
      if (event.kind === 'policy-started') {
        spinner.text = `policy ${event.scenario}: ${policyMatrix[event.case].title}`;
        if (!spinner.isSpinning) spinner.start();
      }
    },
    [Symbol.dispose]() {
      spinner.stop();
    },
  };
}
