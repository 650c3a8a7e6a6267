import { median } from 'simple-statistics';
import type { JournalRecord } from '../../domain/journal.ts';
import { labelOf } from '../../domain/label.ts';
import type { PolicyCase, Source } from '../../domain/policy/policy-case.ts';
import { expectationOf, meansOfScenario, type PolicyExpectation } from '../../domain/policy/policy-engine.ts';
import { type PolicyCaseId, policyCaseIds, policyMatrix } from '../../domain/policy/policy-matrix.ts';
import { isAsExpected, type PolicyRecord } from '../../domain/policy/policy-record.ts';
import type { Run } from '../../domain/run.ts';
import { parseScenario } from '../../domain/scenario.ts';

/** One case in one scenario. */
export interface PolicyRow {
  readonly case: PolicyCaseId;
  readonly title: string;
  readonly kind: PolicyCase['kind'];
  readonly label: string;
  /** What the scenario is expected to do on EKS, by what is published; nothing of it was executed. */
  readonly onEks: PolicyExpectation;
  /** Absent where the run did not come to it. */
  readonly record?: PolicyRecord;
  /** Undefined where there is nothing to hold against an expectation. */
  readonly asExpected?: boolean;
  readonly known: readonly Source[];
}

/** The delays of all cases of a scenario that came to be enforced, ms. */
export interface PolicyDelay {
  readonly label: string;
  readonly n: number;
  /** Medians of the two ends between which the change happened; the lower is absent where nothing had passed. */
  readonly lastPassedMillis?: number;
  readonly firstRefusedMillis: number;
  /** The slowest. */
  readonly mostMillis: number;
}

/** The policy matrix of a run. */
export interface PolicySection {
  readonly rows: readonly PolicyRow[];
  readonly delays: readonly PolicyDelay[];
  /** Set where the run tried none, to the reason: then the rows are what is known. */
  readonly notTried?: string;
}

/** Every case in every scenario of a run that is one of ours, tried or not. */
export function policySection(run: Run, records: readonly JournalRecord[]): PolicySection {
  const tried = records.filter((record) => record.type === 'policy');
  const scenarios = run.plan.scenarios
    .map((name) => parseScenario(name))
    .filter(({ name, twin }) => !twin && name !== 'host');
  const rows = scenarios.flatMap((scenario) =>
    policyCaseIds.map((id): PolicyRow => {
      const record = tried.find((one) => one.case === id && one.scenario === scenario.name);
      const asExpected = record && isAsExpected(record);
      const { title, kind, known } = policyMatrix[id];
      return {
        case: id,
        title,
        kind,
        label: labelOf(run.target, scenario.name),
        onEks:
          scenario.name === 'foreign'
            ? 'unknown'
            : expectationOf(policyMatrix[id], meansOfScenario(scenario)),
        ...(record && { record }),
        ...(asExpected !== undefined && { asExpected }),
        known,
      };
    }),
  );
  const delays = scenarios.flatMap(({ name }) => delayOf(labelOf(run.target, name), name, tried) ?? []);
  const why = run.plan.policies ? 'the run ended before them' : whyNotPlanned(run);
  return { rows, delays, ...(tried.length === 0 && { notTried: why }) };
}

/** Of runs that belong together; what none of them tried has the reason of the first. */
export function joinedPolicies(sections: readonly PolicySection[]): PolicySection {
  const reasons = sections.flatMap(({ notTried }) => notTried ?? []);
  const [reason] = reasons;
  return {
    rows: sections.flatMap(({ rows }) => rows),
    delays: sections.flatMap(({ delays }) => delays),
    ...(reason !== undefined && reasons.length === sections.length && { notTried: reason }),
  };
}

function whyNotPlanned({ target }: Run): string {
  return target === 'lab' ? 'a lab has no policies: they are tried on clusters' : 'they were not asked for';
}

function delayOf(label: string, scenario: string, tried: readonly PolicyRecord[]): PolicyDelay | undefined {
  const delays = tried.filter((record) => record.scenario === scenario).flatMap((record) => record.delays);
  if (delays.length === 0) return undefined;
  const refused = delays.map(({ firstRefusedMillis }) => firstRefusedMillis);
  const passed = delays.flatMap(({ lastPassedMillis }) => lastPassedMillis ?? []);
  return {
    label,
    n: delays.length,
    ...(passed.length > 0 && { lastPassedMillis: median(passed) }),
    firstRefusedMillis: median(refused),
    mostMillis: Math.max(...refused),
  };
}
