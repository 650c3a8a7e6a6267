import {
  baselineOf,
  type Comparison,
  compareScenarios,
  compareServices,
  type Evidence,
} from '../domain/comparison.ts';
import type { JournalRecord } from '../domain/journal.ts';
import type { Run } from '../domain/run.ts';
import { scenarioOutcomes } from '../domain/scenario-outcome.ts';
import { seriesOf } from '../domain/series.ts';
import { type AccelerationSection, accelerationSection } from './model/acceleration.ts';
import { type BreadthSection, breadthOf } from './model/breadth.ts';
import { type Execution, executionOf } from './model/execution.ts';
import { type HeadlineSection, headlineSections } from './model/headlines.ts';
import { type PolicySection, policySection } from './model/policy.ts';
import { type RawRow, rawRows } from './model/raw.ts';
import { type ScalingSection, scalingSections } from './model/scaling.ts';
import { type ScenarioEntry, scenarioEntries } from './model/scenarios.ts';
import { type Trouble, troubleOf } from './model/trouble.ts';

/** Everything that a report says, before it is laid out. */
export interface ReportModel {
  readonly run: Run;
  /** Label of the scenario that the others are compared with. */
  readonly baseline?: string;
  readonly execution: Execution;
  readonly scenarios: readonly ScenarioEntry[];
  readonly headlines: readonly HeadlineSection[];
  readonly scaling: readonly ScalingSection[];
  readonly breadth: readonly BreadthSection[];
  readonly policy: PolicySection;
  readonly acceleration: AccelerationSection;
  readonly trouble: readonly Trouble[];
  readonly raw: readonly RawRow[];
  /** Every comparison with the baseline, the declared and the descriptive ones. */
  readonly comparisons: readonly Comparison[];
}

/**
 * Draws a report from what a run left behind; pure. An unfinished run, a scenario that never opened and
 * a metric without a value each have their place in it.
 */
export function buildReport(run: Run, records: readonly JournalRecord[]): ReportModel {
  const outcomes = scenarioOutcomes(run, records);
  const evidence: Evidence = { run, outcomes, series: seriesOf(run, records) };
  const comparisons = compareScenarios(evidence);
  const scenarios = scenarioEntries(run, outcomes);
  const baseline = scenarios.find((entry) => entry.name === baselineOf(run))?.label;
  return {
    run,
    ...(baseline === undefined ? {} : { baseline }),
    execution: executionOf(run, records),
    scenarios,
    headlines: headlineSections(evidence, comparisons),
    scaling: scalingSections(evidence, compareServices(evidence)),
    breadth: breadthOf(evidence, comparisons),
    policy: policySection(run, records),
    acceleration: accelerationSection(run, scenarios),
    trouble: troubleOf(run, records),
    raw: rawRows(run, evidence.series.values()),
    comparisons,
  };
}
