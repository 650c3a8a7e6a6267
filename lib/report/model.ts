import { type Ablation, ablationOf } from '../domain/ablation/contributions.ts';
import {
  baselineOf,
  type Comparison,
  compareScenarios,
  compareServices,
  type Evidence,
} from '../domain/comparison.ts';
import type { JournalRecord } from '../domain/journal.ts';
import { type Judgement, judgeClaims, settingOf } from '../domain/published/judgement.ts';
import { chainsOf } from '../domain/recommend/chain.ts';
import type { Calls } from '../domain/recommend/chain-calls.ts';
import { type Recommendation, recommend } from '../domain/recommend/recommend.ts';
import type { Run } from '../domain/run.ts';
import { scenarioOutcomes } from '../domain/scenario-outcome.ts';
import { seriesOf } from '../domain/series.ts';
import { type MechanismFinding, mechanismFindings } from './findings/mechanisms.ts';
import { type AccelerationSection, accelerationSection } from './model/acceleration.ts';
import { type BreadthSection, breadthOf } from './model/breadth.ts';
import { type CostSection, costSection } from './model/costs.ts';
import { type Execution, executionOf } from './model/execution.ts';
import { type HeadlineSection, headlineSections } from './model/headlines.ts';
import { type PolicySection, policySection } from './model/policy.ts';
import { type RawRow, rawRows } from './model/raw.ts';
import { type ScalingSection, scalingSections } from './model/scaling.ts';
import { type ScenarioEntry, scenarioEntries } from './model/scenarios.ts';
import { type TopicData, topicsOf } from './model/topics.ts';
import { type Trouble, troubleOf } from './model/trouble.ts';

/** What a report cannot know from the runs alone. */
export interface ReportOptions {
  /** Whether the raw outputs lie where the links lead; they do unless told. */
  readonly rawLies?: boolean;
  /** Whether ids and addresses were taken out beforehand. */
  readonly redacted?: boolean;
  /** How long single calls took, by step, where the raw outputs were read; else percentiles have to do. */
  readonly calls?: Calls;
}

/** Everything that a report says, before it is laid out. */
export interface ReportModel extends Required<Omit<ReportOptions, 'calls'>> {
  readonly run: Run;
  /** The runs that the report is of: itself, or those of a campaign with a scenario or some each. */
  readonly parts: readonly Evidence[];
  /** Label of the scenario that the others are compared with. */
  readonly baseline?: string;
  readonly execution: Execution;
  readonly scenarios: readonly ScenarioEntry[];
  readonly headlines: readonly HeadlineSection[];
  readonly scaling: readonly ScalingSection[];
  readonly breadth: readonly BreadthSection[];
  readonly costs: CostSection;
  readonly policy: PolicySection;
  readonly acceleration: AccelerationSection;
  /** The same, sorted by what was asked. */
  readonly topics: readonly TopicData[];
  readonly trouble: readonly Trouble[];
  readonly raw: readonly RawRow[];
  /** Every comparison with the baseline, the declared and the descriptive ones. */
  readonly comparisons: readonly Comparison[];
  /** What each tuning contributes, where two scenarios differ in one. */
  readonly ablation: Ablation;
  readonly mechanisms: readonly MechanismFinding[];
  readonly recommendations: readonly Recommendation[];
  /** The published claims. */
  readonly judgements: readonly Judgement[];
}

/** What a report is drawn from, whether of one run or of several that were joined. */
export interface Drawn
  extends Pick<ReportModel, 'parts' | 'execution' | 'trouble' | 'comparisons' | 'policy'> {
  /** Holds the series of all parts. */
  readonly evidence: Evidence;
  /** Each scenario against itself at the fewest Services. */
  readonly scalings: readonly Comparison[];
}

/**
 * Draws a report from what a run left behind; pure. An unfinished run, a scenario that never opened and
 * a metric without a value each have their place in it.
 */
export function buildReport(
  run: Run,
  records: readonly JournalRecord[],
  options: ReportOptions = {},
): ReportModel {
  const outcomes = scenarioOutcomes(run, records);
  const evidence: Evidence = { run, outcomes, series: seriesOf(run, records) };
  return modelOf(
    {
      evidence,
      parts: [evidence],
      execution: executionOf(run, records),
      trouble: troubleOf(run, records),
      comparisons: compareScenarios(evidence),
      scalings: compareServices(evidence),
      policy: policySection(run, records),
    },
    options,
  );
}

/** Lays out what was found. */
export function modelOf(
  drawn: Drawn,
  { rawLies = true, redacted = false, calls }: ReportOptions,
): ReportModel {
  const { evidence, parts, comparisons, execution, trouble } = drawn;
  const { run, outcomes } = evidence;
  const scenarios = scenarioEntries(run, outcomes);
  const baseline = scenarios.find((entry) => entry.name === baselineOf(run))?.label;
  const chains = parts.flatMap((part) => chainsOf(part, calls ?? new Map()));
  const sections = {
    headlines: headlineSections(evidence, comparisons),
    scaling: scalingSections(evidence, drawn.scalings),
    breadth: breadthOf(evidence, comparisons),
  };
  return {
    run,
    parts,
    rawLies,
    redacted,
    ...(baseline === undefined ? {} : { baseline }),
    execution,
    scenarios,
    ...sections,
    topics: topicsOf(evidence, sections),
    costs: costSection(evidence, comparisons),
    policy: drawn.policy,
    acceleration: accelerationSection(run, scenarios),
    trouble,
    raw: rawRows(run, evidence.series.values()),
    comparisons,
    ablation: ablationOf(parts),
    mechanisms: mechanismFindings(parts),
    recommendations: recommend(evidence, comparisons, chains),
    judgements: [...judgeClaims(parts, settingOf(run)).values()],
  };
}
