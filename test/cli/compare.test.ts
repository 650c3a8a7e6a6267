import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { main } from '../../lib/cli/program.ts';
import { memoryIo } from '../support/cli.ts';
import { temporaryFolder } from '../support/folders.ts';
import { type MadeRunOptions, madeRun } from '../support/made-run.ts';

const plan = { only: ['tcp', 'rtt', 'connect'], scenarios: ['A', 'C'] };

async function keep(folder: string, options: MadeRunOptions & { readonly id: string }): Promise<void> {
  const { run, records } = madeRun({ plan, ...options });
  await mkdir(join(folder, 'results', run.id), { recursive: true });
  await writeFile(join(folder, 'results', run.id, 'run.json'), JSON.stringify(run));
  const lines = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  await writeFile(join(folder, 'results', run.id, 'journal.ndjson'), lines);
}

async function compare(cwd: string, ...args: readonly string[]) {
  const { io, stdout, stderr } = memoryIo(cwd);
  return { code: await main(['compare', ...args], io), stdout: stdout(), stderr: stderr() };
}

describe('compare', () => {
  it('holds a run against another, with design, deployments and what else differs', async () => {
    await using folder = await temporaryFolder();
    await keep(folder.path, { id: 'before', environment: { kernel: '6.1' } });
    await keep(folder.path, {
      id: 'after',
      environment: { kernel: '6.18' },
      figure: ({ params, metric }, usual) =>
        metric === 'rtt.min' && params.via !== 'host' ? 1.3 * usual : usual,
    });
    const { code, stdout, stderr } = await compare(folder.path, 'before', 'after');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^ {2}A .* \+3\d % \(.*\) +worse *$/m);
    expect(stdout).toMatch(/^ {2}model-C .* equivalent *$/m);
    expect(stdout).toContain('One deployment each');
    expect(stdout).toContain('The runs differ in kernel: 6.1 / 6.18.');
    const json = JSON.parse((await compare(folder.path, '--json', 'before', 'after')).stdout);
    expect(json).toMatchObject({
      reference: 'before',
      run: 'after',
      otherDifferences: ['kernel: 6.1 / 6.18'],
    });
    expect(json.comparisons).toHaveLength(8);
    expect(json.comparisons[2]).toMatchObject({
      headline: 'rtt',
      design: 'host control',
      deployments: 1,
      verdict: { outcome: { kind: 'worse' }, interval: { n: 6 } },
    });
  });

  it('judges the published claims, in both languages, with the plan for EKS on request', async () => {
    await using folder = await temporaryFolder();
    await keep(folder.path, { id: 'one' });
    const { code, stdout } = await compare(folder.path, 'published', 'one');
    expect(code).toBe(0);
    expect(stdout.match(/^[1-7]\. /gm)).toHaveLength(7);
    expect(stdout).not.toContain('Replication on EKS');
    const planned = await compare(folder.path, 'published', '--plan', 'one');
    expect(planned.stdout).toMatch(/^Replication on EKS$/m);
    expect(planned.stdout).toMatch(/^EKS에서의 재현 계획$/m);
    const json = JSON.parse((await compare(folder.path, 'published', '--json', 'one')).stdout);
    expect(json).toMatchObject({ setting: 'lab', runs: ['one'] });
    expect(json.claims).toHaveLength(7);
    expect(json.claims[4]).toMatchObject({
      id: 'iptables-scaling',
      explanation: { en: expect.any(String), ko: expect.any(String) },
    });
  });

  it('says what each tuning contributes, and which steps are not shown, in both languages', async () => {
    await using folder = await temporaryFolder();
    await keep(folder.path, {
      id: 'tuned',
      plan: { only: ['rtt'], scenarios: ['D', 'D+host-routing', 'E'] },
      figure: ({ scenario }, usual) => (scenario === 'D+host-routing' ? 0.8 * usual : usual),
    });
    const { code, stdout, stderr } = await compare(folder.path, 'ablation', 'tuned');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^ {2}BPF host routing \(forward, alone\) +model-D\+host-routing \/ model-D +6 +-20 % \(.*\) +better +better: seen *$/m,
    );
    expect(stdout).toMatch(/^ {2}Bandwidth Manager \(.*\): not shown here: paced departure needs fq$/m);
    expect(stdout).toMatch(
      /^ {2}BBR congestion control \(alone\): not measured: needs model-D\+bbr-host-routing, /m,
    );
    const korean = await compare(folder.path, 'ablation', '--lang', 'ko', 'tuned');
    expect(korean.stdout).toMatch(/^ {2}BPF 호스트 라우팅\(정방향, 단독\) .* 좋음: 확인 *$/m);
    const json = JSON.parse((await compare(folder.path, 'ablation', '--json', 'tuned')).stdout);
    expect(json).toMatchObject({
      runs: ['tuned'],
      setting: 'lab',
      figures: [{ headline: 'rtt', contributions: [{ tuning: 'host-routing' }, { tuning: 'bbr' }] }],
    });
    expect(json.figures[0].residue).toEqual({ rungs: expect.anything() });
  });

  it.each([
    [['one', 'one'], /^run: one is compared with itself$/],
    [['one', 'other'], /^run: no scenario of other \(B\) is in one \(A,C\)$/],
    [['one', 'rules'], /^run: rules and one have no declared figure in common$/],
    [
      ['one', 'other', 'rules'],
      /^rules: one run is compared with another; several only with "published" or "ablation"$/,
    ],
    [['--plan', 'one', 'other'], /^--plan: goes with "published" only$/],
    [['published', 'one', 'eks'], /^runs: must all be of one target, got lab and eks$/],
    [['--lang', 'ko', 'one', 'other'], /^--lang: goes with "ablation" only$/],
    [
      ['ablation', 'other'],
      /^runs: no two of their scenarios differ in one tuning and share a declared figure$/,
    ],
    [['ablation', 'one', 'eks'], /^runs: must all be of one target, got lab and eks$/],
    [['ablation', 'other', 'other'], /^runs: scenario B is in other and in other; name one of them$/],
    [['published', 'missing'], /^run: no run "missing"/],
    [['published'], /^<runs>: must be given/],
  ])('%j is refused in one line', async (args, expected) => {
    await using folder = await temporaryFolder();
    await keep(folder.path, { id: 'one' });
    await keep(folder.path, { id: 'other', plan: { ...plan, scenarios: ['B'] } });
    await keep(folder.path, { id: 'rules', plan: { only: ['dns-capacity'], scenarios: ['A'] } });
    await keep(folder.path, { id: 'eks', target: 'kube', environment: { server: 'v1.33.5-eks-113cf36' } });
    const { code, stdout, stderr } = await compare(folder.path, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^cni-bench: [^\n]*\n$/);
    expect(stderr.replace(/^cni-bench: /, '').trim()).toMatch(expected);
  });
});
