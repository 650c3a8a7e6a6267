import { countedSteps, type JournalRecord, type StepRecord } from '../domain/journal.ts';
import { type Plan, stepsOf } from '../domain/plan.ts';

/** How far a run is, given its journal. */
export interface Standing {
  /** By step id: the record that counts. */
  readonly counted: ReadonlyMap<string, StepRecord>;
  /** Blocks that were begun on testbeds which are gone; they are measured again, whole. */
  readonly broken: readonly number[];
}

/** The testbed of steps that were recorded without any. */
export const noTestbed = 'none';

/**
 * Finds out what a journal leaves to do. A comparison is paired by block, so an unfinished block counts
 * only while the testbeds that began it still stand.
 * @param testbeds by scenario, the id of the testbed that is up now; missing where none is
 */
export function standingOf(
  plan: Plan,
  records: readonly JournalRecord[],
  testbeds: ReadonlyMap<string, string>,
): Standing {
  const counted = countedSteps(records);
  const planned = Map.groupBy(stepsOf(plan), ({ block }) => block.index);
  const broken: number[] = [];
  for (const [block, steps] of planned) {
    const done = steps.flatMap(({ step }) => counted.get(step.id) ?? []);
    if (done.length === steps.length) continue;
    const stale = done.some((record) => record.testbed !== (testbeds.get(record.scenario) ?? noTestbed));
    if (stale) broken.push(block);
  }
  for (const [id, record] of counted) if (broken.includes(record.block)) counted.delete(id);
  return { counted, broken };
}
