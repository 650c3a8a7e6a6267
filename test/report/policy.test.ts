import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { policyCaseIds, policyMatrix } from '../../lib/domain/policy/policy-matrix.ts';
import type { PolicyRecord } from '../../lib/domain/policy/policy-record.ts';
import { buildCampaign } from '../../lib/report/campaign.ts';
import { renderCsv } from '../../lib/report/export/csv.ts';
import { renderMarkdown } from '../../lib/report/export/markdown.ts';
import { sectionsOf } from '../../lib/report/html/sections.ts';
import { english, korean } from '../../lib/report/locale/words.ts';
import { policySection } from '../../lib/report/model/policy.ts';
import { buildReport, type ReportModel } from '../../lib/report/model.ts';
import { redact } from '../../lib/report/redact.ts';
import { relocate } from '../../lib/report/relocate.ts';
import { policyText } from '../../lib/report/text-policy.ts';
import { readRun } from '../../lib/results/read-run.ts';
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

  it('has no negative zero where refusals begin with the answer', () => {
    const delays = [{ lastPassedMillis: -13.2, firstRefusedMillis: -0.3 }];
    const text = textOf(record('enforcement-delay', 'C', { delays }));
    expect(text).toContain('Enforced in C -13 to 0 ms after');
  });

  it('is empty where none was tried', () => {
    expect(textOf()).toBe('');
  });
});

describe('the policy matrix of the page', () => {
  const shown = (model: ReportModel) => sectionsOf(model).find(({ id }) => id === 'policy')?.body.text ?? '';
  /** A table's row by its case, as the text of its cells. */
  const cellsOf = (text: string, title: string) => {
    const row = text.split('<tr').find((one) => one.includes(title)) ?? '';
    return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) =>
      cell
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
  };
  const told = (name: string) => readRun(`docs/evidence/testbed/policy/${name}`);

  it('is a table for each scenario, with a head for each row, in both languages', async () => {
    const model = buildCampaign([await told('A'), await told('C')]);
    const text = shown(model);
    expect(text).not.toContain('<pre');
    expect(text.match(/<table class="policies">/g)).toHaveLength(2);
    expect(text.match(/<th scope="row">/g)).toHaveLength(2 * policyCaseIds.length);
    for (const id of policyCaseIds)
      for (const words of [english, korean]) expect(text).toContain(words.policyCase(id));
    expect(text).toContain('<small>Cilium<wbr>Clusterwide<wbr>Network<wbr>Policy</small>');
    const [inA = '', inC = ''] = text.split('<section').slice(1);
    const [title] = [policyMatrix['ingress-pods'].title];
    expect(cellsOf(inA, title).slice(0, 2)).toEqual([
      'not enforced 적용되지 않음',
      'not enforced 적용되지 않음',
    ]);
    expect(cellsOf(inC, title)).toEqual([
      'enforced 적용됨',
      'enforced 적용됨',
      expect.stringMatching(/denied -&gt; server:http.*Hubble: DROPPED, POLICY_DENIED/),
      'enforced 적용됨',
    ]);
    expect(cellsOf(inC, policyMatrix.host.title).slice(1, 3)).toEqual([
      'not executed 실행하지 않음',
      expect.stringMatching(/^it would act on .* 노드가 하는/),
    ]);
    const results = sectionsOf(model).find(({ id }) => id === 'found')?.body.text ?? '';
    expect(results).toContain('Of 12 policies tried 0 came to be enforced; 0 not as expected.');
    expect(results).toContain('시도한 정책 11개 가운데 10개가 적용되었고');
    expect(text).toMatch(/Enforced between [−\d]+ and [−\d]+ ms from the API server/);
  });

  it('marks what is not as expected, and leads to the raw output where that lies', () => {
    const odd = record('ingress-ports', 'C', {
      observed: 'not enforced',
      raw: 'raw/policy-C-ingress-ports.json',
    });
    const text = shown(buildReport(run, [odd]));
    expect(cellsOf(text, 'Ingress by port')[1]).toMatch(/^not enforced .* not as expected/);
    expect(text).toContain('href="raw/policy-C-ingress-ports.json"');
    expect(shown(buildReport(run, [odd], { rawLies: false }))).not.toContain('href="raw/');
    const { records } = relocate({ run, records: [odd] }, '../C');
    expect(shown(buildReport(run, records))).toContain('href="../C/raw/policy-C-ingress-ports.json"');
    expect(redact({ run, records: [odd] }).records[0]).not.toHaveProperty('raw');
  });

  it('is what is published, and why nothing was tried, where nothing was', () => {
    const text = shown(buildReport(fakeRun(), []));
    expect(text).toContain('Why not: a lab has no policies: they are tried on clusters.');
    expect(text).toContain('사유: 랩에는 정책이 없으며');
    expect(cellsOf(text, policyMatrix.fqdn.title).slice(0, 2)).toEqual([
      'not offered 제공하지 않음',
      'enforced 적용됨',
    ]);
    expect(text).toContain('href="https://docs.aws.amazon.com/');
  });

  it('is in Markdown, MDX and CSV', async () => {
    const { run: stored, records } = await told('C');
    const model = buildReport(stored, records);
    for (const mdx of [false, true]) {
      expect(renderMarkdown(model, 'en', mdx)).toMatch(
        /\| Ingress by pod selector \(L3\) .*\| enforced +\| enforced +\| denied -> server:http GET \/: curl/,
      );
      expect(renderMarkdown(model, 'ko', mdx)).toMatch(/\| 파드 셀렉터에 따른 인그레스\(L3\) .*\| 적용됨/);
    }
    const lines = parse<Record<string, string>>(renderCsv(model), { columns: true });
    const policies = lines.filter(({ point }) => point === 'policy');
    expect(policies.map(({ metric }) => metric)).toEqual(policyCaseIds);
    expect(policies.find(({ metric }) => metric === 'host')).toMatchObject({
      scenario: 'C',
      expected: 'not offered',
      observed: 'not executed',
      evidence: 'it would act on all that its nodes do, and a wrong one locks them out',
      median: '',
    });
  });
});
