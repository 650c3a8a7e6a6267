import { type Rule, shown } from '../rule.ts';

/** Percentiles that fall where they must rise. */
export const percentilesFall: Rule<'percentiles'> = {
  id: 'percentiles-fall',
  title: 'a higher percentile below a lower one',
  kind: 'percentiles',
  check({ values, unit }) {
    const ascending = values.toSorted((a, b) => a.percentile - b.percentile);
    for (const [index, higher] of ascending.entries()) {
      const lower = ascending[index - 1];
      if (!lower || higher.value >= lower.value) continue;
      return {
        claimed: `p${lower.percentile} is ${shown(lower.value)} ${unit}, p${higher.percentile} ${shown(higher.value)} ${unit}`,
        why: 'of the same events a higher percentile is never the smaller one: the two come from different runs or were mixed up',
        instead: 'take both from the same output',
      };
    }
    return undefined;
  },
};
