import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { describe, expect, it, jest } from '@jest/globals';
import { resultsBucketParameter } from '../../lib/domain/aws-names.ts';
import { readRun } from '../../lib/results/read-run.ts';
import { putNew, putOver, readObject } from '../../lib/results/s3-objects.ts';
import { cli } from '../support/cli.ts';
import { fakeRun } from '../support/fake-run.ts';
import { temporaryFolder } from '../support/folders.ts';
import { filesOf, finishLocally, localRun } from './support/local-run.ts';
import { bucket, describeWithMoto, motoCredentials } from './support/moto.ts';
import { startProxy } from './support/proxy.ts';

// Each command is a process, slow to start on a busy host.
jest.setTimeout(180_000);

const { id } = fakeRun();
const ok = { code: 0, stderr: '' };

await describeWithMoto('results on AWS, by the CLI', ({ s3, ssm, endpoint }) => {
  const at = (cwd: string, url = endpoint()) => {
    const env = { ...motoCredentials, AWS_ENDPOINT_URL: url };
    return (line: string) => cli(line.split(' '), { cwd, env });
  };
  const place = () => ({ client: s3(), bucket, runId: id });

  it('a run that was pushed and fetched has the same bytes and the same report', async () => {
    await using folder = await temporaryFolder();
    const own = await localRun(join(folder.path, 'results'));
    const run = at(folder.path);
    expect(await run(`push ${id} --bucket ${bucket}`)).toMatchObject({
      ...ok,
      stdout: expect.stringMatching(
        /^pushed to s3:\/\/results\/runs\/\S+\/: \d+ new of \d+ records; finished$/,
      ),
    });
    expect(await run(`fetch ${id} --bucket ${bucket} --results there`)).toMatchObject({
      ...ok,
      stdout: `fetched ${id} to there/${id}`,
    });
    const fetched = join(folder.path, 'there', id);
    expect(await filesOf(fetched)).toEqual(await filesOf(own));
    const tables = await Promise.all([run(`report ${id}`), run(`report ${id} --results there`)]);
    const [one, other] = tables.map(({ stdout }) => stdout.replace(/^report: .*$/m, ''));
    expect(one).toContain('Round trip');
    expect(other).toBe(one);
    expect(await filesOf(fetched)).toEqual(await filesOf(own));
  });

  it('finds the bucket of the stack Results, and says when there is none', async () => {
    await using folder = await temporaryFolder();
    await localRun(join(folder.path, 'results'));
    const run = at(folder.path);
    const nowhere = await run(`push ${id}`);
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toBe(
      `cni-bench: --bucket: must be given: SSM in ap-northeast-2 has no ${resultsBucketParameter}; is Results deployed there?`,
    );
    await ssm().send(
      new PutParameterCommand({ Name: resultsBucketParameter, Value: bucket, Type: 'String' }),
    );
    expect(await run(`push ${id}`)).toMatchObject(ok);
    expect((await run('ls')).stdout).toContain(id);
  });

  it('an unfinished run goes on after it was fetched, and is pushed again', async () => {
    await using folder = await temporaryFolder();
    await localRun(join(folder.path, 'results'), { campaign: 'autumn' }, 3);
    const run = at(folder.path);
    expect((await run(`push ${id} --bucket ${bucket}`)).stdout).toContain('; not finished: push it again');
    expect((await run(`ls --bucket ${bucket}`)).stdout).toMatch(
      /^\S+ +A,C +autumn +\S+ +no: \d+ of \d+ steps$/m,
    );
    const fetched = await run(`fetch ${id} --bucket ${bucket} --results there`);
    expect(fetched.stdout).toBe(`fetched ${id} to there/${id}: not finished`);
    await finishLocally(join(folder.path, 'there', id));
    expect((await run(`push there/${id} --bucket ${bucket}`)).stdout).toMatch(
      /: \d+ new of \d+ .*; finished$/,
    );
    expect((await run(`push there/${id} --bucket ${bucket}`)).stdout).toContain('no new records; finished');
    const finished = /^run +scenarios +campaign +started +finished\n\S+ +A,C +autumn +\S+Z +\S+Z$/;
    expect((await run(`ls --bucket ${bucket}`)).stdout).toMatch(finished);
    // The folder from which it went out has fallen behind.
    const behind = await run(`push ${id} --bucket ${bucket}`);
    expect(behind.code).toBe(2);
    expect(behind.stderr).toMatch(/: the bucket has \d+ records of it, this folder \d+: fetch it instead$/);
  });

  it('lists and fetches by scenario and campaign', async () => {
    await using folder = await temporaryFolder();
    const results = join(folder.path, 'results');
    const plan = { ...fakeRun({ scenarios: ['A'] }).plan };
    await localRun(results, { id: 'run-1', campaign: 'autumn', createdAt: '2026-01-01T00:00:00.000Z' });
    await localRun(results, { id: 'run-2', campaign: 'autumn', createdAt: '2026-01-02T00:00:00.000Z', plan });
    await localRun(results, { id: 'run-3', createdAt: '2026-01-03T00:00:00.000Z' });
    const run = at(folder.path);
    for (const name of ['run-1', 'run-2', 'run-3']) await run(`push ${name} --bucket ${bucket}`);
    const listed = async (filter: string) =>
      [...(await run(`ls --bucket ${bucket} ${filter}`.trim())).stdout.matchAll(/^run-\d/gm)].map(String);
    expect(await listed('')).toEqual(['run-3', 'run-2', 'run-1']);
    expect(await listed('--scenario C')).toEqual(['run-3', 'run-1']);
    expect(await listed('--scenario C --campaign autumn')).toEqual(['run-1']);
    expect(await run(`ls --bucket ${bucket} --campaign spring`)).toMatchObject({ code: 0, stdout: '' });

    await run(`fetch run-2 --bucket ${bucket} --results there`);
    const campaign = await run(`fetch --campaign autumn --bucket ${bucket} --results there`);
    expect(campaign).toEqual({
      code: 0,
      stderr: 'run-2 is here already',
      stdout: 'fetched run-1 to there/run-1',
    });
    expect((await readdir(join(folder.path, 'there'))).sort()).toEqual(['run-1', 'run-2']);

    const none = await run('fetch --scenario C --results latest');
    expect(none).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--scenario: SSM names no latest'),
    });
    expect((await run(`push run-3 --latest --bucket ${bucket}`)).stdout).toMatch(/^latest of C: this run$/m);
    expect((await run(`push run-1 --latest --bucket ${bucket}`)).stdout).toMatch(
      /^latest of C: remains run-3, which is newer$/m,
    );
    expect((await run('fetch --scenario C --results latest')).stdout).toBe('fetched run-3 to latest/run-3');
  });

  it('lists what can be read, and says what cannot', async () => {
    await using folder = await temporaryFolder();
    await localRun(join(folder.path, 'results'));
    const run = at(folder.path);
    await run(`push ${id} --bucket ${bucket}`);
    await putNew({ ...place(), runId: 'damaged' }, 'run.json', Buffer.from('{'));
    await putNew({ ...place(), runId: 'not-begun' }, 'lease.json', Buffer.from('{}'));
    const { code, stdout, stderr } = await run(`ls --bucket ${bucket}`);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `s3://${bucket}/runs/damaged/run.json: not JSON`,
    });
    expect(stdout.split('\n')).toHaveLength(2);
  });

  it('two that push one run at once leave one log', async () => {
    await using folder = await temporaryFolder();
    const own = await localRun(join(folder.path, 'results'));
    const run = at(folder.path);
    const both = await Promise.all([1, 2].map(() => run(`push ${id} --bucket ${bucket}`)));
    expect(both).toMatchObject([ok, ok]);
    await run(`fetch ${id} --bucket ${bucket} --results there`);
    expect(await filesOf(join(folder.path, 'there', id))).toEqual(await filesOf(own));
  });

  it('another run of the same id is refused', async () => {
    await using folder = await temporaryFolder();
    await localRun(join(folder.path, 'results'));
    await localRun(join(folder.path, 'other'), { generator: 'another' });
    const run = at(folder.path);
    await run(`push ${id} --bucket ${bucket}`);
    const { code, stderr } = await run(`push other/${id} --bucket ${bucket}`);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^cni-bench: s3:\/\/results\/runs\/\S+\/run\.json: another writer has put something else/,
    );
  });

  describe('a fetch leaves nothing half-written', () => {
    it.each(['journal/000002.json', 'raw/*', 'report.html', 'run.json'])(
      'when %s was changed afterwards',
      async (pattern) => {
        await using folder = await temporaryFolder();
        const own = await localRun(join(folder.path, 'results'));
        const run = at(folder.path);
        await run(`push ${id} --bucket ${bucket}`);
        const raw = Object.keys(await filesOf(own)).find((name) => name.startsWith('raw/')) ?? '';
        const path = pattern.replace('raw/*', raw);
        const stored = await readObject(place(), path);
        const changed = Buffer.from(String(stored?.body).replace(/\n$/, ' \n'));
        await putOver(place(), path, changed, stored?.etag ?? '');
        const { code, stderr } = await run(`fetch ${id} --bucket ${bucket} --results there`);
        expect(code).toBe(2);
        expect(stderr).toContain(`s3://${bucket}/runs/${id}/${path}: damaged: `);
        expect(await readdir(join(folder.path, 'there'))).toEqual([]);
      },
    );

    it('over a run that is here already', async () => {
      await using folder = await temporaryFolder();
      const own = await localRun(join(folder.path, 'results'), {}, 2);
      const before = await filesOf(own);
      const run = at(folder.path);
      await run(`push ${id} --bucket ${bucket}`);
      const { code, stderr } = await run(`fetch ${id} --bucket ${bucket}`);
      expect(code).toBe(2);
      expect(stderr).toMatch(/: is here already; remove it to fetch it again$/);
      expect(await filesOf(own)).toEqual(before);
      expect((await readRun(own)).run.id).toBe(id);
    });
  });

  describe('AWS says no', () => {
    it('there is no such bucket', async () => {
      await using folder = await temporaryFolder();
      const { code, stdout, stderr } = await at(folder.path)('ls --bucket nowhere');
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toBe(
        'cni-bench: --bucket: there is no bucket "nowhere": deploy Results, or name another',
      );
    });

    it.each([
      [403, 'AccessDenied', /AWS: access denied \(bucket "results"\): as the test wants it$/],
      [400, 'ExpiredToken', /AWS: the session has expired: type aws sso login, /],
      [403, 'InvalidAccessKeyId', /AWS: the credentials are not valid: /],
    ])('%d %s', async (status, code, message) => {
      await using folder = await temporaryFolder();
      await using proxy = await startProxy(endpoint(), () => ({ kind: 'answer', status, code }));
      const ended = await at(folder.path, proxy.endpoint)(`fetch ${id} --bucket ${bucket}`);
      expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
      expect(ended.stderr).not.toContain('\n');
      expect(await readdir(folder.path)).toEqual([]);
    });
  });
});
