import { countedSteps, type JournalRecord } from '../domain/journal.ts';
import { servicesPoint } from '../domain/plan.ts';

/** Whether a run gave anything: a value of a step, or a policy that was executed. */
export function hasResult(records: readonly JournalRecord[]): boolean {
  const hasValue = [...countedSteps(records).values()].some(
    // Programming Services is preparation: it measures no path.
    (step) => step.point !== servicesPoint && step.samples.some((sample) => sample.outcome === 'value'),
  );
  return hasValue || records.some((record) => record.type === 'policy' && record.observed !== 'not executed');
}
