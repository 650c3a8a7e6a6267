import type { JournalRecord } from '../domain/journal.ts';
import { parseScenario } from '../domain/scenario.ts';
import { ScenarioUnavailable, type Target, type Testbed } from './ports.ts';
import type { Progress } from './progress.ts';

/** A scenario of the run: up, or why nothing is measured on it. */
export type Opened =
  | { readonly scenario: string; readonly testbed: Testbed }
  | {
      readonly scenario: string;
      readonly absence: { readonly outcome: 'skipped' | 'invalid'; readonly reason: string };
    };

export interface Opening {
  readonly opened: Opened;
  readonly record: JournalRecord;
  readonly progress: Progress;
}

/**
 * Brings one scenario up and compares what it is with what it claims. A mismatch closes it again,
 * unless `force` wants it measured all the same.
 * @throws when `signal` aborts
 */
export async function openScenario(
  target: Target,
  name: string,
  force: boolean,
  signal: AbortSignal,
): Promise<Opening> {
  const began = performance.now();
  const base = { type: 'scenario', scenario: name } as const;
  let testbed: Testbed;
  try {
    testbed = await target.open(parseScenario(name), signal);
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    // A scenario that this target cannot show is skipped; one that broke while starting is invalid.
    const outcome = error instanceof ScenarioUnavailable ? 'skipped' : 'invalid';
    return {
      opened: { scenario: name, absence: { outcome, reason } },
      record: { ...base, at: now(), outcome: 'unavailable', reason, facts: {}, mismatches: [] },
      progress: { kind: 'scenario-unavailable', scenario: name, reason },
    };
  }
  const { id, facts, mismatches } = testbed;
  const stated = { ...base, at: now(), testbed: id, facts, mismatches: [...mismatches] };
  if (mismatches.length === 0)
    return {
      opened: { scenario: name, testbed },
      record: { ...stated, outcome: 'open' },
      progress: { kind: 'scenario-opened', scenario: name, tookMillis: performance.now() - began },
    };
  const reason = `not the datapath it claims: ${mismatches.join('; ')}`;
  if (!force) await testbed[Symbol.asyncDispose]();
  return {
    opened: force ? { scenario: name, testbed } : { scenario: name, absence: { outcome: 'invalid', reason } },
    record: { ...stated, outcome: 'not the datapath it claims', reason },
    progress: { kind: 'scenario-mismatch', scenario: name, mismatches },
  };
}

function now(): string {
  return new Date().toISOString();
}
