import { type Rule, shown } from '../rule.ts';

/** Two figures of one output that cannot both be true. */
export const contradiction: Rule<'derived'> = {
  id: 'contradiction',
  title: 'figures that contradict each other',
  kind: 'derived',
  check({ name, value, from, expected, tolerance }) {
    if (Math.abs(value - expected) <= tolerance * Math.max(Math.abs(value), Math.abs(expected)))
      return undefined;
    return {
      claimed: `${name} ${shown(value)}`,
      why: `${from} gives ${shown(expected)}`,
      instead: "go back to the tool's own output: one of the two was changed, or is in another unit",
    };
  },
};
