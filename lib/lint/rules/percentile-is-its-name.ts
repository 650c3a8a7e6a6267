import { type Rule, shown } from '../rule.ts';

/** The name of a percentile, taken for its value from the wrong column. */
export const percentileIsItsName: Rule<'percentiles'> = {
  id: 'percentile-is-its-name',
  title: "a percentile's name written as its value",
  kind: 'percentiles',
  check({ values, unit }) {
    const scale = (values[0]?.value ?? 0) / (values[0]?.percentile ?? 1);
    if (![1, 1000, 1_000_000].includes(scale)) return undefined;
    if (values.some(({ percentile, value }) => value !== scale * percentile)) return undefined;
    return {
      claimed: values.map(({ percentile, value }) => `p${percentile} ${shown(value)} ${unit}`).join(', '),
      why: "these are the percentiles' names, scaled as if they were seconds: the wrong column was read",
      instead: "read the value behind the name in the tool's own output, or its JSON",
    };
  },
};
