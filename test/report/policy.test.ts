import { describe, expect, it } from '@jest/globals';
import { policyCaseIds } from '../../lib/domain/policy/policy-matrix.ts';
import type { PolicyRecord } from '../../lib/domain/policy/policy-record.ts';
import { policySection } from '../../lib/report/model/policy.ts';
import { policyText } from '../../lib/report/text-policy.ts';
import { fakeRun } from '../support/fake-run.ts';
import { policyTrial } from '../support/policy-trial.ts';

const run = { ...fakeRun({ scenarios: ['C'], only: ['policy'], policies: true }), target: 'kube' as const };
const record = (...trial: Parameters<typeof policyTrial>): PolicyRecord => policyTrial(...trial).record;

describe('the policy section of a report', () => {
  it('has every case, with what was tried and what is expected on EKS', () => {
    const tried = record('ingress-pods', 'C');
    const { rows, notTried } = policySection(run, [tried]);
    expect(rows.map((row) => row.case)).toEqual(policyCaseIds);
    expect(rows.find((row) => row.case === 'ingress-pods')).toMatchObject({
      label: 'C',
      onEks: 'enforced',
      record: tried,
      asExpected: true,
    });
    expect(rows.filter((row) => row.record)).toHaveLength(1);
    expect(notTried).toBeUndefined();
  });

  it('says why nothing was tried', () => {
    expect(policySection(run, []).notTried).toBe('the run ended before them');
    expect(policySection(fakeRun(), []).notTried).toMatch(/^a lab has no policies/);
    const other = { ...fakeRun({ scenarios: ['A'], only: ['rtt'] }), target: 'kube' as const };
    expect(policySection(other, []).notTried).toBe('they were not asked for');
    expect(policySection(other, []).rows[0]).toMatchObject({ onEks: 'enforced' });
  });

  it('expects nothing of a datapath that is none of ours', () => {
    const foreign = { ...run, plan: { ...run.plan, scenarios: ['foreign'] } };
    expect(new Set(policySection(foreign, []).rows.map(({ onEks }) => onEks))).toEqual(new Set(['unknown']));
  });

  it('sums the delays up by their medians', () => {
    const delays = [
      { lastPassedMillis: 1, firstRefusedMillis: 10 },
      { firstRefusedMillis: 30 },
      { lastPassedMillis: 5, firstRefusedMillis: 90 },
    ];
    const { delays: found } = policySection(run, [
      record('enforcement-delay', 'C', { delays }),
      record('host', 'C', { delays: [] }),
    ]);
    expect(found).toEqual([
      { label: 'C', n: 3, lastPassedMillis: 3, firstRefusedMillis: 30, mostMillis: 90 },
    ]);
  });
});

describe('the policy matrix for a terminal', () => {
  const textOf = (...records: PolicyRecord[]) => policyText(policySection(run, records));
  const line = (text: string, part: string) => text.split('\n').find((one) => one.includes(part));

  it('shows expected, observed and evidence, and marks what is not as expected', () => {
    const text = textOf(
      record('ingress-pods', 'C'),
      record('ingress-ports', 'C', { observed: 'not enforced', delays: [], hubble: { absent: 'off' } }),
      record('host', 'C', {
        observed: 'not executed',
        reason: 'it would act on nodes',
        attempts: [],
        delays: [],
      }),
    );
    expect(line(text, 'Ingress by pod')).toMatch(/C +enforced +enforced +denied -> server:http/);
    expect(text).toContain('Hubble: DROPPED, POLICY_DENIED');
    expect(line(text, 'Ingress by port')).toMatch(/not enforced !/);
    expect(line(text, 'A policy of nodes')).toMatch(/not executed +it would act on nodes/);
    expect(text).toContain(
      "Enforced in C 3 to 12 ms after the API server's answer (medians of 1; at most 12 ms).",
    );
    expect(text).toContain('10 policies were not tried');
    for (const one of text.split('\n')) expect(one.length).toBeLessThanOrEqual(130);
  });

  it('is empty where none was tried', () => {
    expect(textOf()).toBe('');
  });
});
