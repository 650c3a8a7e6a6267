import ora from 'ora';
import type { Output } from '../io.ts';

/** Drawing takes processor time from what is measured, so it happens this seldom. */
const redrawMillis = 500;

/** One line of a terminal that is drawn over, with what stays above it. */
export interface StatusLine extends Disposable {
  /** Shows this from now on. */
  show(text: string): void;
  /** Writes a line that stays. */
  note(text: string): void;
}

export function statusLine(output: Output, colour: boolean): StatusLine {
  const spinner = ora({
    stream: output,
    interval: redrawMillis,
    // Reading the keyboard would keep Ctrl-C from being a signal.
    discardStdin: false,
    ...(colour ? {} : { color: false }),
  });
  return {
    show(text) {
      spinner.text = text;
      if (!spinner.isSpinning) spinner.start();
    },
    note(text) {
      const { isSpinning } = spinner;
      spinner.stop();
      output.write(`${text}\n`);
      if (isSpinning) spinner.start();
    },
    [Symbol.dispose]() {
      spinner.stop();
    },
  };
}
