import { describe, expect, it } from '@jest/globals';
import {
  type AttemptRecord,
  isAsExpected,
  observedOf,
  type PolicyRecord,
} from '../../../lib/domain/policy/policy-record.ts';

const attempt = (wanted: AttemptRecord['wanted'], after?: AttemptRecord['after']): AttemptRecord => ({
  what: 'denied -> server:http GET /',
  wanted,
  before: 'passed',
  said: 'HTTP 200',
  ...(after && { after }),
});

describe('what attempts show', () => {
  it.each([
    ['enforced', [attempt('refused', 'refused'), attempt('passes', 'passed')]],
    ['not enforced', [attempt('refused', 'passed'), attempt('passes', 'passed')]],
    ['partly enforced', [attempt('refused', 'refused'), attempt('refused', 'passed')]],
    ['partly enforced', [attempt('refused', 'refused'), attempt('passes', 'refused')]],
    [undefined, [attempt('refused', 'refused'), attempt('passes', 'unclear')]],
    [undefined, [attempt('refused', 'refused'), attempt('passes')]],
  ])('%s', (observed, attempts) => {
    expect(observedOf(attempts)).toBe(observed);
  });
});

describe('a record', () => {
  const record = (change: Partial<PolicyRecord>) => isAsExpected({ ...base, ...change });
  const base: PolicyRecord = {
    type: 'policy',
    case: 'ingress-pods',
    scenario: 'C',
    startedAt: '2026-11-26T01:00:00Z',
    durationMillis: 1,
    expected: 'enforced',
    observed: 'enforced',
    attempts: [],
    delays: [],
    patienceSeconds: 15,
    hubble: { absent: 'Hubble is off' },
  };
  it('is held against what was expected, unless nothing was expected or nothing was done', () => {
    expect(record({})).toBe(true);
    expect(record({ observed: 'partly enforced' })).toBe(false);
    expect(record({ observed: 'not executed' })).toBeUndefined();
    expect(record({ expected: 'unknown' })).toBeUndefined();
  });
});
