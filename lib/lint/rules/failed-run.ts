import type { Rule } from '../rule.ts';

/** The output of a run that did not happen, or ended early. */
export const failedRun: Rule<'tool error'> = {
  id: 'failed-run',
  title: 'the tool reports an error',
  kind: 'tool error',
  check({ message }) {
    return {
      claimed: 'a result',
      why: `the tool itself says: ${message}`,
      instead: 'repeat the run; figures in this file are of a run that was cut short',
    };
  },
};
