import type { StepRecord } from '../domain/journal.ts';

/** The testbed of steps that were recorded without any. */
export const noTestbed = 'none';

/**
 * Why the records of an unfinished block no longer belong together, or undefined. A comparison is paired
 * by block, so a block is measured on one testbed of each scenario, or anew.
 * @param testbeds by scenario, the id of the testbed that is up now; missing where none is
 */
export function whyBroken(
  records: Iterable<StepRecord>,
  testbeds: ReadonlyMap<string, string>,
): string | undefined {
  for (const { scenario, testbed } of records)
    if (testbed !== (testbeds.get(scenario) ?? noTestbed))
      return `it was begun on a testbed of ${scenario} that is gone`;
  return undefined;
}
