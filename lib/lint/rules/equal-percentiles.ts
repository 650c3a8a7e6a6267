import { type Rule, shown } from '../rule.ts';

/** A median that equals the 99th percentile: one number was written twice, or the clock is too coarse. */
export const equalPercentiles: Rule<'percentiles'> = {
  id: 'equal-percentiles',
  title: 'p50 equal to p99',
  kind: 'percentiles',
  check({ values, unit }) {
    const of = (percentile: number) => values.find((one) => one.percentile === percentile)?.value;
    const [median, tail] = [of(50), of(99)];
    if (median === undefined || median !== tail || median === 0) return undefined;
    return {
      claimed: `p50 and p99 are both ${shown(median)} ${unit}`,
      why: 'half of the events and all but one in a hundred cannot take exactly as long: this is one figure written twice, such as a mean, or a clock too coarse to tell them apart',
      instead: 'use percentiles of single events, from a tool that times each of them in microseconds',
    };
  },
};
