import { describe, expect, it } from '@jest/globals';
import type { Claim } from '../../../lib/domain/published/claim.ts';
import { publishedClaims } from '../../../lib/domain/published/claims/registry.ts';
import { type Judgement, judgeClaims } from '../../../lib/domain/published/judgement.ts';
import type { Standing } from '../../../lib/domain/published/standing.ts';
import { scenarioOutcomes } from '../../../lib/domain/scenario-outcome.ts';
import { seriesOf } from '../../../lib/domain/series.ts';
import { explain } from '../../../lib/report/published/explain.ts';
import { replicationPlan } from '../../../lib/report/published/replication.ts';
import { publishedText } from '../../../lib/report/published/text.ts';
import { madeRun } from '../../support/made-run.ts';

const { run, records } = madeRun();
const evidence = { run, series: seriesOf(run, records), outcomes: scenarioOutcomes(run, records) };
const judgements = judgeClaims([evidence], 'lab');

const standings: readonly Standing[] = [
  { kind: 'supported' },
  { kind: 'opposed', reason: 'no difference' },
  { kind: 'opposed', reason: 'the other way' },
  { kind: 'opposed', reason: 'smaller' },
  { kind: 'open', reason: 'undecided', blocks: 18 },
  { kind: 'open', reason: 'undecided' },
  { kind: 'open', reason: 'noise floor' },
  { kind: 'none', why: { kind: 'not measured' } },
  { kind: 'none', why: { kind: 'too few', have: 5, need: 6 } },
  { kind: 'none', why: { kind: 'not compared', reason: 'no value (failed: exit status 1)' } },
];

function judgementOf({ id }: Claim, standing: Standing): Judgement {
  const known = judgements.get(id);
  if (!known) throw new Error(`no judgement of ${id}`);
  return { ...known, standing };
}

const sentences = (text: string) => text.split(/(?<=\.)\s+/);

describe.each(publishedClaims.map((claim) => [claim.id, claim] as const))('%s', (_id, claim) => {
  it.each(standings)('is explained in two sentences, in both languages: %j', (standing) => {
    const { en, ko } = explain(judgementOf(claim, standing), 'lab');
    for (const text of [en, ko]) {
      expect(sentences(text)).toHaveLength(2);
      expect(text).toMatch(/\.$/);
      expect(text).not.toMatch(/undefined|NaN/);
    }
    expect(en).not.toMatch(/[가-힣]/);
    expect(ko).toMatch(/[가-힣]/);
  });

  it('has other words for and against', () => {
    const [supported, opposed] = (['supported', 'opposed'] as const).map((kind) =>
      explain(judgementOf(claim, { kind, reason: 'no difference' } as Standing), 'lab'),
    );
    expect(supported?.en).not.toBe(opposed?.en);
    expect(supported?.ko).not.toBe(opposed?.ko);
  });
});

describe('the figures in an explanation', () => {
  it('are the same in both languages', () => {
    const figures = (text: string) =>
      (text.match(/[+−×]?\d+(?:\.\d+)? %|[+−]\d[\d.]*(?= ?[~t])/g) ?? []).sort();
    for (const judgement of judgements.values()) {
      const { en, ko } = explain(judgement, 'lab');
      expect(figures(ko)).toEqual(figures(en));
    }
  });

  it('name what is a model in the lab', () => {
    const dns = judgements.get('dns');
    expect(dns && explain(dns, 'lab').en).toContain('model-C');
    expect(dns && explain(dns, 'kube').en).not.toContain('model-C');
  });
});

describe('the comparison as text', () => {
  it('has every claim with its verdict in both languages', () => {
    const text = publishedText(judgements.values(), [run], 'lab');
    for (const { title } of publishedClaims) {
      expect(text).toContain(title.en);
      expect(text).toContain(title.ko);
    }
    expect(text.match(/^ {3}(MECHANISM SEEN|NOT SEEN|NOT TESTABLE HERE) \/ [가-힣 ]+$/gm)).toHaveLength(7);
    expect(text).toContain('paired by block, one deployment');
  });
});

describe('the plan for EKS', () => {
  it('has a line a claim and the same ground, in both languages', () => {
    const [en, ko] = (['en', 'ko'] as const).map((language) =>
      replicationPlan(judgements.values(), language),
    );
    expect(en).toHaveLength(3 + publishedClaims.length);
    expect(ko).toHaveLength(en?.length ?? 0);
    expect(en?.[7]).toMatch(
      /^5\. connect via=service, 4 \/ 1,000 Services; rtt via=service, 4 \/ 1,000 Services; 10 blocks;/,
    );
  });

  it('asks for as many blocks as the spread of this run wants', () => {
    const known = [...judgements.values()];
    const open = known.map(
      (one): Judgement => ({ ...one, standing: { kind: 'open', reason: 'undecided', blocks: 34 } }),
    );
    expect(replicationPlan(open, 'en')[9]).toContain('; 34 blocks; ');
    expect(replicationPlan(known, 'en')[9]).toContain('; 10 blocks; ');
  });
});
