import { describe, expect, it } from '@jest/globals';
import { compile } from '@mdx-js/mdx';
import { parse } from 'csv-parse/sync';
import type { Table } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { csvColumns, renderCsv } from '../../../lib/report/export/csv.ts';
import { renderMarkdown } from '../../../lib/report/export/markdown.ts';
import { formatNumber } from '../../../lib/report/format.ts';
import { commonScale } from '../../../lib/report/html/row-cells.ts';
import { korean, languages } from '../../../lib/report/locale/words.ts';
import { buildReport } from '../../../lib/report/model.ts';
import { sampleRun } from '../../support/sample-run.ts';

const { run, records } = sampleRun({ plan: { only: ['tcp', 'rtt', 'http'] } });
const model = buildReport(run, records);

function textOf(node: {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly object[];
}): string {
  return node.value ?? (node.children ?? []).map((child) => textOf(child as typeof node)).join('');
}

/** Every table with the paragraph before it, as cells of text. */
function tablesOf(markdown: string): { caption: string; rows: string[][] }[] {
  const tree = unified().use(remarkParse).use(remarkGfm).parse(markdown);
  return tree.children.flatMap((node, index) => {
    if (node.type !== 'table') return [];
    const before = tree.children[index - 1];
    const rows = (node as Table).children.map((row) => row.children.map(textOf));
    return [{ caption: before ? textOf(before) : '', rows }];
  });
}

describe('CSV', () => {
  const lines = parse<Record<string, string>>(renderCsv(model), { columns: true });

  it('parses back to the very figures of the report', () => {
    const rows = model.breadth.flatMap((section) => section.lines.flatMap((line) => line.rows));
    expect(lines).toHaveLength(rows.length);
    for (const [index, row] of rows.entries()) {
      const line = lines[index];
      expect(Object.keys(line ?? {})).toEqual([...csvColumns]);
      expect(line).toMatchObject({ ...row.key, services: String(row.key.services) });
      expect(line?.median).toBe(row.summary ? String(row.summary.median) : '');
      expect(line?.ratio).toBe(row.verdict?.interval ? String(row.verdict.interval.ratio) : '');
      expect(line?.verdict).toBe(row.verdict?.outcome.kind ?? '');
    }
  });

  it('writes what has no value as an absence, never as a number', () => {
    const skipped = buildReport(run, sampleRun({ plan: { only: ['rtt'] }, unavailable: 'C' }).records);
    const absent = parse<Record<string, string>>(renderCsv(skipped), { columns: true }).filter(
      ({ absence }) => absence === 'skipped',
    );
    expect(absent.length).toBeGreaterThan(0);
    for (const line of absent) expect([line.median, line.n]).toEqual(['', '0']);
  });
});

describe.each(languages)('Markdown in %s', (language) => {
  const markdown = renderMarkdown(model, language, false);

  it('parses back to the figures of the declared comparisons', () => {
    const tables = tablesOf(markdown);
    expect(model.headlines.length).toBeGreaterThan(2);
    for (const { planned, rows } of model.headlines) {
      const table = tables.find(({ caption }) => caption.endsWith(planned.point) && caption.includes(','));
      const scale = commonScale(rows);
      const shown = rows.map((row) => [
        row.label,
        row.summary ? formatNumber(row.summary.median, scale) : '',
      ]);
      expect(table?.rows.slice(1).map(([label, median]) => [label, median])).toEqual(shown);
    }
  });

  it('holds one language, no drawing and no tag', () => {
    expect(markdown).not.toMatch(/<\/?(span|div|svg|table|small)/);
    expect(/[가-힣]/.test(markdown)).toBe(language === 'ko');
    expect(markdown).toContain(`## ${language === 'ko' ? korean.say('section.udp') : 'UDP: rate and loss'}`);
  });

  it('compiles as MDX without links into the run', async () => {
    const mdx = renderMarkdown(model, language, true);
    await expect(compile(mdx)).resolves.toBeDefined();
    expect(mdx).not.toContain('](raw/');
    expect(mdx).toContain('## ');
  });
});

describe('MDX', () => {
  it('escapes what MDX would read as code', async () => {
    const hostile = { ...run, environment: { kernel: '{process.exit()} <img src=x> import x' } };
    const mdx = renderMarkdown(buildReport(hostile, records), 'en', true);
    const compiled = String(await compile(mdx));
    expect(compiled).toContain('{process.exit()}');
    expect(mdx).toContain('\\{process.exit()}');
  });
});
