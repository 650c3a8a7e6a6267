import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { sharePricesFor } from '../../lib/domain/cost/datapath-cost.ts';
import { renderCsv } from '../../lib/report/export/csv.ts';
import { renderMarkdown } from '../../lib/report/export/markdown.ts';
import { formatUsd } from '../../lib/report/format.ts';
import { sectionsOf } from '../../lib/report/html/sections.ts';
import { languages } from '../../lib/report/locale/words.ts';
import { buildReport, type ReportModel } from '../../lib/report/model.ts';
import { renderText } from '../../lib/report/text.ts';
import { sampleRun } from '../support/sample-run.ts';

const { run, records } = sampleRun({
  plan: {
    profile: 'standard',
    only: ['tcp-paced', 'connect-paced', 'idle'],
    scenarios: ['A', 'A~twin', 'C'],
  },
  trouble: false,
});
const model = buildReport(run, records);
const shown = (of: ReportModel) => sectionsOf(of).find(({ id }) => id === 'cost')?.body.text ?? '';
const line = (of: ReportModel, id: string) => of.costs.lines.find(({ item }) => item.id === id);

describe('the cost of a month', () => {
  it('has every scenario but twins, the median of what was measured at the month’s price', () => {
    const { month } = sharePricesFor(run);
    for (const cell of line(model, 'traffic')?.cells ?? []) {
      expect(cell.usd?.median).toBeCloseTo((cell.row.summary?.median ?? 0) * month.vcpu, 9);
      expect(cell.usd?.low).toBeLessThan(cell.usd?.median ?? 0);
      expect(cell.usd?.high).toBeGreaterThan(cell.usd?.median ?? 0);
    }
    expect(line(model, 'traffic')?.cells.map(({ row }) => row.label)).toEqual(['A', 'model-C']);
    expect(line(model, 'connections')?.cells[0]?.row.key.point).toBe('connect-paced.via=service');
  });

  it('leaves out what nobody measured, and is absent where nothing was', () => {
    expect(model.costs.lines.map(({ item }) => item.id)).toEqual(['traffic', 'connections', 'idle-nodes']);
    const quick = sampleRun();
    const without = buildReport(quick.run, quick.records);
    expect(without.costs.lines).toEqual([]);
    expect(shown(without)).toContain('class="absent"');
    expect(renderText(without, { colour: false })).not.toContain('USD');
    expect(renderCsv(without)).not.toContain('USD');
  });

  it('says "skipped" of a scenario without a value, never zero', () => {
    const { records: some } = sampleRun({
      plan: { profile: 'standard', only: ['tcp-paced'], scenarios: ['A', 'C'] },
      unavailable: 'C',
      trouble: false,
    });
    const partly = buildReport({ ...run, plan: { ...run.plan, scenarios: ['A', 'C'] } }, some);
    expect(line(partly, 'traffic')?.cells.map(({ usd }) => usd !== undefined)).toEqual([true, false]);
    expect(shown(partly)).toContain('>skipped</span>');
    expect(renderText(partly, { colour: false })).toMatch(
      /1 Gbit\/s of TCP, whole nodes +\d+\.\d\d +no value/,
    );
  });

  it('says of which scenario there are fewer blocks', () => {
    const fewer = records.filter((one) => !(one.type === 'step' && one.scenario === 'C' && one.block === 5));
    const text = shown(buildReport(run, fewer));
    expect(text).toContain('n = 6');
    expect(text.match(/<small>n = 5<\/small>/g)).toHaveLength(3);
  });

  it('is in the page with load, price and date, in both languages', () => {
    const text = shown(model);
    expect(text).toContain('Prices read on 2026-11-26, on demand');
    expect(text).toContain('m6i.xlarge in ap-northeast-2 at 0.236 USD an hour');
    expect(text).toContain('EC2: answers of the price list API');
    expect(text).toContain('초당 새 연결 1,000개(노드 전체)');
    expect(text).toContain(formatUsd(line(model, 'traffic')?.cells[0]?.usd?.median ?? Number.NaN));
    const references = sectionsOf(model).find(({ id }) => id === 'references')?.body.text ?? '';
    expect(references.split('<li>')[11]).toContain('split-cost-allocation-data');
  });

  it.each(languages)('parses back from Markdown in %s, CSV and text', (language) => {
    const cells = line(model, 'connections')?.cells ?? [];
    const figures = cells.map(({ usd }) => formatUsd(usd?.median ?? Number.NaN));
    const row = renderMarkdown(model, language, false)
      .split('\n')
      .find((one) => /^\| (1,000 new connections|초당 새 연결)/.test(one));
    const told = row
      ?.split('|')
      .slice(2, 4)
      .map((cell) => cell.trim().split(' ')[0]);
    expect(told).toEqual(figures);
    const lines = parse<Record<string, string>>(renderCsv(model), { columns: true });
    const priced = lines.filter(({ metric }) => metric === 'usd-per-month.connections');
    expect(priced.map(({ label, unit, median }) => [label, unit, Number(median)])).toEqual(
      cells.map(({ row: { label }, usd }) => [label, 'USD/month', usd?.median]),
    );
    const text = renderText(model, { colour: false });
    for (const one of text.split('\n')) expect(one.length).toBeLessThanOrEqual(110);
    expect(
      text
        .split('\n')
        .find((one) => one.startsWith('1,000 new connections'))
        ?.trimEnd()
        .split(/ {2,}/)
        .slice(1),
    ).toEqual(figures);
  });
});

describe('an amount', () => {
  it('has cents, and is not nothing when it is less than one', () => {
    expect([1234.5, 0.02, 0.001, 0].map(formatUsd)).toEqual(['1,234.50', '0.02', '<\u00a00.01', '0.00']);
  });
});
