import type { JournalRecord } from './journal.ts';
import type { Run } from './run.ts';

/** How a planned scenario fared: its last opening counts, since a resumed run opens it anew. */
export interface ScenarioOutcome {
  readonly scenario: string;
  readonly outcome: 'open' | 'unavailable' | 'not the datapath it claims' | 'never opened';
  readonly reason?: string;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly mismatches: readonly string[];
}

/** One entry per planned scenario, in the plan's order. */
export function scenarioOutcomes(run: Run, records: Iterable<JournalRecord>): Map<string, ScenarioOutcome> {
  const outcomes = new Map<string, ScenarioOutcome>(
    run.plan.scenarios.map((scenario) => [
      scenario,
      { scenario, outcome: 'never opened', facts: {}, mismatches: [] },
    ]),
  );
  for (const record of records) {
    if (record.type !== 'scenario') continue;
    const { scenario, outcome, reason, facts, mismatches } = record;
    outcomes.set(scenario, {
      scenario,
      outcome,
      facts,
      mismatches,
      ...(reason === undefined ? {} : { reason }),
    });
  }
  return outcomes;
}

/** Why no figure of this scenario may be compared, or undefined. */
export function barOf(outcome: ScenarioOutcome | undefined): string | undefined {
  if (outcome?.outcome === 'not the datapath it claims')
    return `not the datapath it claims: ${outcome.mismatches.join('; ')}`;
  if (outcome?.outcome === 'unavailable') return outcome.reason ?? 'the target cannot show it';
  return undefined;
}
