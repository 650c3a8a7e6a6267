import type { PolicyCaseId } from '../../lib/domain/policy/policy-matrix.ts';
import type { PolicyRecord } from '../../lib/domain/policy/policy-record.ts';
import type { PolicyTrial } from '../../lib/suite/ports.ts';

/** A policy that was tried and enforced, or as told. */
export function policyTrial(
  id: PolicyCaseId,
  scenario: string,
  change: Partial<PolicyRecord> = {},
): PolicyTrial {
  const startedAt = '2026-01-01T00:00:00.000Z';
  return {
    record: {
      type: 'policy',
      case: id,
      scenario,
      startedAt,
      durationMillis: 2000,
      expected: 'enforced',
      observed: 'enforced',
      attempts: [
        {
          what: 'denied -> server:http GET /',
          wanted: 'refused',
          before: 'passed',
          after: 'refused',
          said: 'curl: (28) Failed to connect to 10.244.1.229 port 8080 after 1001 ms: Timeout was reached',
        },
        {
          what: 'allowed -> server:http GET /',
          wanted: 'passes',
          before: 'passed',
          after: 'passed',
          said: 'HTTP 200',
        },
      ],
      delays: [{ lastPassedMillis: 3, firstRefusedMillis: 12 }],
      patienceSeconds: 15,
      hubble: [{ verdict: 'DROPPED', reason: 'POLICY_DENIED', source: 'denied', destination: 'server:8080' }],
      ...change,
    },
    outputs: [
      {
        argv: ['curl', 'http://10.244.1.229:8080/'],
        stdout: '000',
        stderr: '',
        exitCode: 28,
        signal: null,
        timedOut: false,
        startedAt,
        durationMillis: 1000,
      },
    ],
  };
}
