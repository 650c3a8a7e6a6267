import { type Rule, shown } from '../rule.ts';

/** A zero, or a negative number, that stands for "no value". */
export const zeroFailure: Rule<'figure'> = {
  id: 'zero-failure',
  title: 'a zero that is a failure',
  kind: 'figure',
  check({ name, value, zeroMeans }) {
    if (value > 0) return undefined;
    return {
      claimed: `${name} ${shown(value)}`,
      why: `this is no measured value: ${zeroMeans}`,
      instead: "look for the error in the tool's own output, and leave the value out with its reason",
    };
  },
};
