import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { looseFigures } from './support/figures.ts';

const root = join(import.meta.dirname, '../..');
const evidence = join(root, 'docs/evidence');
const published = join(root, 'lib/domain/published/report-2026-02-09.json');
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** A committed run or what a benchmark wrote, the published report's figures, or a page elsewhere that has it. */
function isSource(page: string, url: string): boolean {
  if (/^https:\/\//.test(url)) return true;
  const target = resolve(dirname(join(root, page)), url.replace(/#.*/, ''));
  if (target === published) return true;
  if (relative(evidence, target).startsWith('..') || !existsSync(target)) return false;
  return statSync(target).isDirectory() ? hasRun(target) : /\.(?:json|ndjson)$/.test(target);
}

/** A folder with a run, or with folders of runs. */
function hasRun(folder: string): boolean {
  if (['run.json', 'journal.ndjson'].every((name) => existsSync(join(folder, name)))) return true;
  return readdirSync(folder, { withFileTypes: true }).some(
    (entry) => entry.isDirectory() && hasRun(join(folder, entry.name)),
  );
}

describe('measured figures', () => {
  it.each(pages)('of %s each have a committed run or a published source', (page) => {
    const loose = looseFigures(readFileSync(join(root, page), 'utf8'), (url) => isSource(page, url));
    expect(loose.map(({ line, figure }) => `${page}:${line}: ${figure}`)).toEqual([]);
  });

  it('are there at all: with every link taken away the pages are full of them', () => {
    const loose = pages.flatMap((page) => looseFigures(readFileSync(join(root, page), 'utf8'), () => false));
    expect(loose.length).toBeGreaterThan(100);
  });

  it('need a source that is there, with a journal', () => {
    const page = 'docs/methodology.md';
    expect(isSource(page, 'evidence/lab/quick/')).toBe(true);
    expect(isSource(page, 'evidence/lab/')).toBe(true);
    expect(isSource(page, 'evidence/coverage.json')).toBe(true);
    expect(isSource(page, '../lib/domain/published/report-2026-02-09.json')).toBe(true);
    for (const url of [
      'evidence/lab/gone/',
      'evidence/lab/README.md',
      'aws.md',
      '../lib/domain/metric.ts',
      '#figures',
    ])
      expect(isSource(page, url)).toBe(false);
  });
});

const run = '[run](evidence/lab/quick/)';
const found = (markdown: string) =>
  looseFigures(markdown, (url) => url.startsWith('evidence/')).map(({ figure }) => figure);

describe('a figure without a source is found', () => {
  it.each([
    ['in a paragraph', 'B reached 10.3 Gbit/s here.', ['10.3 Gbit/s']],
    ['with each unit', 'took 26 us, 3 ms, 40 µs, -56 %, 4,000 requests a second, 900 qps, 12 MB', 7],
    ['as a ratio', 'as the median of 11 pairs: 1.13.', ['1.13']],
    ['as seconds', 'took 103.7 s of wall time', ['103.7']],
    ['in a cell', '| A | 26.5 |\n|---|---|\n| B | 33.8 |', ['26.5', '33.8']],
    ['in a listing', '```\nA 21.9 Gbit/s\n```', ['21.9 Gbit/s']],
    ['in an item, whatever another item has', `- one: 5 ms\n- two: 6 ms, ${run}`, ['5 ms']],
    ['in a paragraph, whatever the next one has', `It took 5 ms.\n\nIt took 6 ms: ${run}`, ['5 ms']],
    ['beside a link to somewhere else', 'It took [5 ms](aws.md).', ['5 ms']],
    ['before what is marked as given', 'It took 5 ms.\n\n<!-- given: a rule -->\n\nAt most 6 ms.', ['5 ms']],
    ['beside an empty excuse', 'It took 5 ms.<!-- given: -->', ['5 ms']],
  ])('%s', (_where, markdown, expected) => {
    if (typeof expected === 'number') expect(found(markdown)).toHaveLength(expected);
    else expect(found(markdown)).toEqual(expected);
  });
});

describe('no figure is', () => {
  it.each([
    ['one with a source in its paragraph', `It took 5 ms ([run](evidence/lab/quick/)).`],
    ['a table or a listing after its source', `From ${run}:\n\n| 26.5 |\n|---|\n| 1 % |`],
    ['a table or a listing before its source', ['```', '21.9 Gbit/s', '```', '', run].join('\n')],
    ['what is marked as given', 'AWS allows 5 Gbit/s a flow.<!-- given: a limit of EC2 -->'],
    ['a table after such a mark', '<!-- given: a rule -->\n\n| 5 ms |\n|---|\n| 6 ms |'],
    ['a version', 'Kubernetes 1.32 to 1.35, Cilium 1.16.5, Linux 6.18.44 and Go 1.22'],
    ['an address', '10.100.0.0/16 and 10.0.0.1'],
    ['a level of confidence', 'its simultaneous 95 % interval, together at 95 %'],
    ['a count or a limit of time', '430 steps, 45 minutes, 30 s, 1,000 Services'],
    ['in a command', 'type `sleep 5.5`\n\n```sh\nping -i 0.2\n```'],
  ])('%s', (_what, markdown) => {
    expect(found(markdown)).toEqual([]);
  });
});
