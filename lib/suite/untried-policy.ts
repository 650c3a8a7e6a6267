import type { PolicyCaseId } from '../domain/policy/policy-matrix.ts';
import type { PolicyRecord } from '../domain/policy/policy-record.ts';

/** The record of a policy that nobody tried, with the reason. What is to be expected is not known without a cluster. */
export function untriedPolicy(scenario: string, id: PolicyCaseId, reason: string): PolicyRecord {
  return {
    type: 'policy',
    case: id,
    scenario,
    startedAt: new Date().toISOString(),
    durationMillis: 0,
    expected: 'unknown',
    observed: 'not executed',
    reason,
    attempts: [],
    delays: [],
    patienceSeconds: 0,
    hubble: { absent: 'nothing was tried' },
  };
}
