import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderHtml } from '../../lib/report/html.ts';
import { buildReport } from '../../lib/report/model.ts';
import { redact, redactText } from '../../lib/report/redact.ts';
import { sampleRun } from '../support/sample-run.ts';

const secrets = [
  '123456789012',
  'arn:aws:iam::123456789012:role/bench-operator',
  'arn:aws-cn:eks:cn-north-1:210987654321:cluster/c',
  '10.100.23.7',
  '172.31.0.0/16',
  'fe80::1ff:fe23:4567:890a',
  '2406:da12::1',
  '0a:1b:2c:3d:4e:5f',
  'ip-10-0-3-21.ap-northeast-2.compute.internal',
  'ABCDEF0123.gr7.ap-northeast-2.eks.amazonaws.com',
  'i-0123456789abcdef0',
  'eni-0a1b2c3d4e5f60718',
];

describe('a redacted text', () => {
  it('has none of what tells whose it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...secrets), fc.constantFrom(' ', '"', '(', '='), (secret, before) => {
        expect(redactText(`at${before}${secret}, then`)).not.toContain(secret);
      }),
    );
  });

  it('keeps versions, dates, figures and kernels', () => {
    const kept = [
      '6.1.159-182.297.amzn2023',
      '2026-11-23T12:45:24.169Z',
      'm6i.xlarge',
      'v1.31.4-eks-aeac579',
      '1.65.0',
      'took 12:45:24 of 1,048,576',
      'raw 21943524749.47103',
    ];
    expect(kept.map(redactText)).toEqual(kept);
  });
});

describe('a redacted report', () => {
  const { run, records } = sampleRun({ plan: { only: ['rtt'], scenarios: ['A', 'C'] } });
  const spoiled = {
    run: { ...run, environment: { ...run.environment, [`node ${secrets[8]}`]: secrets.join(' ') } },
    records: records.map((record) =>
      record.type === 'scenario'
        ? {
            ...record,
            facts: { endpoint: secrets[9] ?? '', pod: secrets[3] ?? '' },
            mismatches: [secrets[1] ?? ''],
          }
        : record.type === 'step'
          ? {
              ...record,
              samples: record.samples.map((sample, index) =>
                index === 0
                  ? { metric: sample.metric, outcome: 'failed' as const, reason: `lost ${secrets.join(' ')}` }
                  : sample,
              ),
            }
          : record,
    ),
  };

  it('shows none of them, links no raw output, and has the same figures', () => {
    const open = renderHtml(buildReport(spoiled.run, spoiled.records));
    for (const secret of secrets) expect(open).toContain(secret);
    const told = redact(spoiled);
    const model = buildReport(told.run, told.records, { redacted: true });
    const page = renderHtml(model);
    for (const secret of secrets) expect(page).not.toContain(secret);
    expect(page).not.toMatch(/href="(\.\.\/|raw)/);
    expect(page).toContain('are left out of this report');
    const medians = (of: typeof model) =>
      of.headlines.flatMap(({ rows }) => rows.map((row) => row.summary?.median));
    expect(medians(model)).toEqual(medians(buildReport(spoiled.run, spoiled.records)));
  });
});
