import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { main } from '../../lib/cli/program.ts';
import { memoryIo } from '../support/cli.ts';
import { fakeRun } from '../support/fake-run.ts';
import { contentsOf, temporaryFolder } from '../support/folders.ts';

const run = JSON.stringify(fakeRun());
const begun = '{"type":"session","at":"2026-01-01T00:00:00.000Z","event":"begun"}\n';

/** What is wrong with a run, and what the one line must say. */
const table: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
  ['no run.json', { 'journal.ndjson': begun }, /run\.json: no such file/],
  ['no journal', { 'run.json': run }, /journal\.ndjson: no such file/],
  ['an empty run.json', { 'run.json': '', 'journal.ndjson': begun }, /run\.json: not JSON$/],
  ['another JSON', { 'run.json': '[1]', 'journal.ndjson': begun }, /run\.json: /],
  [
    'a newer schema',
    { 'run.json': run.replace('"schemaVersion":1', '"schemaVersion":2'), 'journal.ndjson': begun },
    /schemaVersion 2 is newer than this program reads/,
  ],
  [
    'a damaged line',
    { 'run.json': run, 'journal.ndjson': `${begun}{"type"\n${begun}` },
    /journal\.ndjson: line 2: not JSON$/,
  ],
  [
    'a line of another kind',
    { 'run.json': run, 'journal.ndjson': `${begun}{"type":"alien"}\n` },
    /journal\.ndjson: line 2: type/,
  ],
];

/** Every file with its content. */
async function snapshot(folder: string): Promise<string[][]> {
  const names = (await contentsOf(folder)).filter((name) => name !== 'raw');
  return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]));
}

async function folderWith(parent: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(parent, 'some-run');
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe.each(table)('a run with %s', (_title, files, expected) => {
  it.each(['report', 'run --resume'])('is refused by %s, in one line, and not changed', async (command) => {
    await using parent = await temporaryFolder();
    const folder = await folderWith(parent.path, files);
    const before = await snapshot(folder);
    const { io, stdout, stderr } = memoryIo(parent.path);
    expect(await main([...command.split(' '), 'some-run'], io)).toBe(2);
    expect(stdout()).toBe('');
    expect(stderr()).toMatch(/^cni-bench: [^\n]*\n$/);
    expect(stderr().trim()).toMatch(expected);
    expect(await snapshot(folder)).toEqual(before);
  });
});

it('a run that was only begun has a report', async () => {
  await using parent = await temporaryFolder();
  // With a torn last line, as a killed writer leaves it.
  const folder = await folderWith(parent.path, { 'run.json': run, 'journal.ndjson': `${begun}{"ty` });
  await cp(folder, join(parent.path, 'results', 'by-id'), { recursive: true });
  const { io, stdout, stderr } = memoryIo(parent.path, { ...process.env, NO_COLOR: '1' });
  expect(await main(['report', 'by-id'], io)).toBe(0);
  expect(stderr()).toBe('');
  expect(stdout()).toMatch(/^report: .*by-id\/report\.html$/m);
  expect(stdout()).not.toContain('\u001b');
  const page = await readFile(join(parent.path, 'results', 'by-id', 'report.html'), 'utf8');
  expect(page).toMatch(/^<!doctype html>/);
});
