import type { Rule } from '../rule.ts';

/** One run, passed off as a summary of several. */
export const singleRun: Rule<'repetitions'> = {
  id: 'single-run',
  title: 'a single run called a median or an average',
  kind: 'repetitions',
  check({ count }) {
    if (count !== undefined && count > 1) return undefined;
    return {
      claimed: count === undefined ? 'one value a metric' : `an average of ${count} sample`,
      why:
        count === undefined
          ? 'the file has no place for repetitions: each value is from the last run alone, and cannot be a median of several'
          : 'one run has neither a median nor an average, and nothing tells how far the next one would be from it',
      instead:
        'repeat at least six times in shuffled order, and keep every value: a 95 % interval of a median needs six',
    };
  },
};
