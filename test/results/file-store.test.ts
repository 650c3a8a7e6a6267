import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InputError } from '../../lib/domain/input-error.ts';
import type { JournalRecord } from '../../lib/domain/journal.ts';
import { FileStore } from '../../lib/results/file-store.ts';
import { readRun } from '../../lib/results/read-run.ts';
import { fakeRun } from '../support/fake-run.ts';
import { begunRecord as begun, oddOutput as output, stepRecord } from '../support/records.ts';

const run = fakeRun();

const holdLock = `
  const { FileStore } = await import(process.env.MODULE);
  const store = await FileStore.open(process.env.FOLDER);
  console.log('held');
  setInterval(() => store, 1000);
`;

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cni-bench-store-'));
  folder = join(root, run.id);
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function created(...records: JournalRecord[]): Promise<void> {
  await using store = await FileStore.create(root, run);
  for (const record of records) await store.append(record);
}

describe('the file store', () => {
  it('reads back what it wrote', async () => {
    await created(begun, stepRecord(1));
    expect(await readRun(folder)).toMatchObject({ run, records: [begun, stepRecord(1)] });
  });

  it('keeps raw outputs byte for byte, each attempt in a file of its own', async () => {
    await using store = await FileStore.create(root, run);
    const first = await store.saveRaw('s', 1, [output]);
    const second = await store.saveRaw('s', 2, []);
    expect(first).not.toBe(second);
    expect(JSON.parse(await readFile(join(folder, first), 'utf8'))).toEqual([output]);
  });

  it('refuses the same step and attempt twice, also across a restart', async () => {
    await created(stepRecord(1));
    await using store = await FileStore.open(folder);
    await expect(store.append(stepRecord(1))).rejects.toThrow(/in the journal already/);
    await store.append(stepRecord(2));
  });

  it.each(['{"type":"st', '{"type":"session","at":"2026-01-01T00:00:00.000Z","event":"begun"}'])(
    'takes a last line without its end for one that was never written: %s',
    async (torn) => {
      await created(begun);
      await appendFile(join(folder, 'journal.ndjson'), torn);
      expect((await readRun(folder)).records).toEqual([begun]);
      await using store = await FileStore.open(folder);
      await store.append(stepRecord(1));
      expect((await readRun(folder)).records).toEqual([begun, stepRecord(1)]);
    },
  );

  it('lets one writer in at a time', async () => {
    await using _first = await FileStore.create(root, run);
    await expect(FileStore.open(folder)).rejects.toThrow(/another process is writing this run/);
  });

  it('lets one of many in that come at once', async () => {
    await created(begun);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => FileStore.open(folder)));
    const stores = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(stores).toHaveLength(1);
    await Promise.all(stores.map((store) => store[Symbol.asyncDispose]()));
    await using _next = await FileStore.open(folder);
  });

  it('is free again however its writer ended', async () => {
    await created(begun);
    const writer = spawn(process.execPath, ['--input-type=module', '-e', holdLock], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { FOLDER: folder, MODULE: join(import.meta.dirname, '../../lib/results/file-store.ts') },
    });
    await once(writer.stdout, 'data');
    await expect(FileStore.open(folder)).rejects.toThrow(/another process is writing this run/);
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    await using _next = await FileStore.open(folder);
  });
});

describe('what is not a run of this program', () => {
  const cases: [string, string, string, RegExp][] = [
    ['a damaged line', 'journal.ndjson', 'oops\n', /journal\.ndjson: line 1: not JSON$/],
    ['a foreign record', 'journal.ndjson', '{"type":"x"}\n', /line 1: type: /],
    [
      'an absence without a reason',
      'journal.ndjson',
      `${JSON.stringify({ ...stepRecord(1), samples: [{ metric: 'rtt.p50', outcome: 'failed' }] })}\n`,
      /line 1: samples\.0\.reason: /,
    ],
    [
      "another run's journal",
      'journal.ndjson',
      `${JSON.stringify({ ...stepRecord(1), scenario: 'E' })}\n`,
      /line 1: its scenario is not in this run's plan/,
    ],
    ['a newer schema', 'run.json', JSON.stringify({ schemaVersion: 99 }), /schemaVersion 99 is newer/],
    ['other JSON', 'run.json', '{"name":"x"}', /run\.json: schemaVersion: /],
    ['no JSON', 'run.json', 'x', /run\.json: not JSON/],
  ];
  it.each(cases)('%s is refused in one line, and nothing is changed', async (_name, file, text, message) => {
    await created(begun);
    await writeFile(join(folder, file), text);
    for (const attempt of [readRun(folder), FileStore.open(folder)]) {
      const error = await attempt.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(InputError);
      expect((error as Error).message).toMatch(message);
      expect((error as Error).message).not.toContain('\n');
    }
    expect(await readFile(join(folder, file), 'utf8')).toBe(text);
    expect((await readdir(folder)).sort()).toEqual(['journal.ndjson', 'raw', 'run.json']);
  });

  it('a missing folder is refused', async () => {
    await expect(readRun(join(root, 'nope'))).rejects.toThrow(/no such file; is this a run\?/);
  });

  it('a run is not begun where no folder can be made, and above it folders are made', async () => {
    await expect(FileStore.create('/proc/cni-bench/results', run)).rejects.toThrow(
      /^\/proc\/cni-bench: the folder cannot be made \(ENOENT\)$/,
    );
    await using store = await FileStore.create(join(root, 'a', 'b'), run);
    expect(await readdir(join(root, 'a', 'b'))).toEqual([store.run.id]);
  });

  it('a run is not begun twice', async () => {
    await created();
    await expect(FileStore.create(root, run)).rejects.toThrow(/the run exists already/);
  });
});
