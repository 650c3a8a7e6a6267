import type { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { InputError } from '../../lib/domain/input-error.ts';
import type { StepRecord } from '../../lib/domain/journal.ts';
import { listPaths, putNew, putOver, readObject } from '../../lib/results/s3-objects.ts';
import { S3Store } from '../../lib/results/s3-store.ts';
import { WrittenByAnother } from '../../lib/results/written-by-another.ts';
import { runSuite } from '../../lib/suite/run-suite.ts';
import { fakeProbes, fakeRun } from '../support/fake-run.ts';
import { FakeTarget } from '../support/fake-target.ts';
import { begunRecord as begun, oddOutput as output, stepRecord } from '../support/records.ts';
import { bucket, describeWithMoto } from './support/moto.ts';
import { startProxy } from './support/proxy.ts';

// The SDK waits ever longer between its tries.

const run = fakeRun();

async function measure(store: S3Store, generation = 'g1'): Promise<void> {
  const signal = new AbortController().signal;
  const target = new FakeTarget({ generation });
  for await (const _event of runSuite({ run, target, store, probes: fakeProbes, signal }));
}

const stepsIn = async (store: S3Store) =>
  (await store.records()).filter((record): record is StepRecord => record.type === 'step');

await describeWithMoto('the store in S3', ({ s3, endpoint }) => {
  const place = (client: S3Client = s3()) => ({ client, bucket, runId: run.id });
  const create = (client?: S3Client) => S3Store.create(place(client), run);
  const open = (client?: S3Client) => S3Store.open(place(client));

  it('reads back what it wrote', async () => {
    const store = await create();
    await store.append(begun);
    await store.append(stepRecord(1));
    const reopened = await open();
    expect(reopened.run).toEqual(run);
    expect(await reopened.records()).toEqual([begun, stepRecord(1)]);
  });

  it('takes a whole run, and marks it as finished by a manifest of everything', async () => {
    await using proxy = await startProxy(endpoint());
    const store = await create(s3(proxy.endpoint));
    await measure(store);
    const manifest = await store.finish('<p>report</p>');
    const written = proxy.asked.filter(({ method }) => method === 'PUT').map(({ url }) => pathOf(url));
    expect(written.at(0)).toBe('run.json');
    expect(written.slice(-2)).toEqual(['report.html', 'manifest.json']);
    expect(new Set(manifest.objects.map(({ path }) => path))).toEqual(new Set(written.slice(0, -1)));
    const entries = written.filter((path) => path.startsWith('journal/'));
    expect(entries.at(0)).toBe('journal/000001.json');
    for (const [index, record] of (await store.records()).entries())
      if (record.type === 'step' && record.raw)
        expect(written.indexOf(record.raw)).toBeLessThan(written.indexOf(entries[index] ?? ''));
    await expect(store.finish('<p>report</p>')).resolves.toEqual(manifest);
  });

  it('refuses the same step and attempt twice, also across a restart', async () => {
    await (await create()).append(stepRecord(1));
    const store = await open();
    await expect(store.append(stepRecord(1))).rejects.toThrow(/in the journal already/);
    await store.append(stepRecord(2));
  });

  it('takes the same record at the same place for its own, another for that of another writer', async () => {
    const [one, other] = [await create(), await create()];
    await one.append(begun);
    await other.append(begun);
    await one.append(stepRecord(1));
    const error = await other.append(stepRecord(2)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(WrittenByAnother);
    expect(error).toMatchObject({ key: `s3://${bucket}/runs/${run.id}/journal/000002.json` });
    expect(await (await open()).records()).toEqual([begun, stepRecord(1)]);
  });

  it('refuses another run of the same id', async () => {
    await create();
    await expect(S3Store.create(place(), { ...run, generator: 'another' })).rejects.toThrow(WrittenByAnother);
  });

  it('of two that measure one run at once leaves one log without a doubled step', async () => {
    const stores = [await create(), await create()];
    const ends = await Promise.allSettled(stores.map((store, index) => measure(store, `g${index}`)));
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(WrittenByAnother);
    expect(ends.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
    const store = await open();
    const acknowledged = (await Promise.all(stores.map((one) => one.records()))).flat();
    expect(await store.records()).toEqual(expect.arrayContaining(acknowledged));
    await measure(store, 'g3');
    const keys = (await stepsIn(store)).map(({ step, attempt }) => `${step} ${attempt}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await (await open()).records()).toEqual(await store.records());
  });

  it('keeps a raw output whose writer ended before its record, and another beside it', async () => {
    const store = await create();
    const left = await store.saveRaw('s', 1, [output]);
    const again = await (await open()).saveRaw('s', 1, []);
    expect(left).toBe('raw/s.json');
    expect(again).toMatch(/^raw\/s\.[0-9a-f]{16}\.json$/);
    expect(JSON.parse(String((await readObject(place(), left))?.body))).toEqual([output]);
    expect(await store.saveRaw('s', 2, [])).toBe('raw/s.attempt-2.json');
  });

  it.each([503, 409])('bears a server that answers %d for a while', async (status) => {
    await using proxy = await startProxy(endpoint(), ({ count }) =>
      count <= 4 ? { kind: 'answer', status, code: status === 503 ? 'SlowDown' : 'Conflict' } : undefined,
    );
    const store = await create(s3(proxy.endpoint));
    await store.append(begun);
    expect(proxy.asked.length).toBeGreaterThan(4);
    expect(await (await open()).records()).toEqual([begun]);
  });

  it('reads a log that S3 lists in several pages', async () => {
    await measure(await create());
    await using proxy = await startProxy(endpoint(), ({ url }) =>
      url.includes('list-type=2') ? { kind: 'elsewhere', url: `${url}&max-keys=3` } : undefined,
    );
    const paged = await open(s3(proxy.endpoint));
    expect(proxy.asked.filter(({ url }) => url.includes('continuation-token')).length).toBeGreaterThan(2);
    expect(await paged.records()).toEqual(await (await open()).records());
  });

  describe('names the object', () => {
    const damage = async (path: string, text: string) => {
      const etag = (await readObject(place(), path))?.etag ?? '';
      expect(await putOver(place(), path, Buffer.from(text), etag)).toMatchObject({ done: true });
    };
    const cases: [string, () => Promise<unknown>, RegExp][] = [
      [
        'that is damaged',
        () => damage('journal/000002.json', '{"type":"st'),
        /journal\/000002\.json: not JSON$/,
      ],
      [
        'that is foreign',
        () => damage('journal/000001.json', '{"type":"x"}'),
        /journal\/000001\.json: type: /,
      ],
      [
        'that belongs to another run',
        () => damage('journal/000002.json', JSON.stringify({ ...stepRecord(1), scenario: 'E' })),
        /journal\/000002\.json: its scenario is not in this run's plan$/,
      ],
      ['of a damaged run', () => damage('run.json', '{'), /run\.json: not JSON$/],
      [
        'that is missing',
        () => putNew(place(), 'journal/000004.json', Buffer.from('{}')),
        /journal\/000003\.json: missing: the journal goes on with journal\/000004\.json/,
      ],
    ];
    it.each(cases)('%s', async (_name, harm, message) => {
      const store = await create();
      await store.append(begun);
      await store.append(stepRecord(1));
      await harm();
      const before = await listPaths(place(), '');
      const error = await open().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(InputError);
      expect((error as Error).message).toMatch(message);
      expect((error as Error).message).toMatch(new RegExp(`^s3://${bucket}/runs/${run.id}/`));
      expect(await listPaths(place(), '')).toEqual(before);
    });

    it('of a run that is not there', async () => {
      await expect(open()).rejects.toThrow(`s3://${bucket}/runs/${run.id}/run.json: no such object`);
    });
  });
});

/** `runs/<id>/raw/x.json` below the bucket, as a path below the run. */
function pathOf(url: string): string {
  return decodeURIComponent(url.replace(/\?.*$/, '')).split(`/runs/${run.id}/`)[1] ?? url;
}
