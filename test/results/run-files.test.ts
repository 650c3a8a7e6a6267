import { describe, expect, it } from '@jest/globals';
import { rawPathsOf } from '../../lib/results/run-files.ts';
import { policyTrial } from '../support/policy-trial.ts';

const tried = (raw: string) => ({ ...policyTrial('fqdn', 'C').record, raw });

describe('the raw outputs of a run', () => {
  it('are those of policies, too', () => {
    const { record } = policyTrial('host', 'C');
    expect(rawPathsOf([tried('raw/policy-C-fqdn.json'), record])).toEqual(['raw/policy-C-fqdn.json']);
  });

  it('lie nowhere else', () => {
    expect(() => rawPathsOf([tried('raw/../../run.json')])).toThrow(
      'raw/../../run.json: not a name that a raw output may have',
    );
  });
});
