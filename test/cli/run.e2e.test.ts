import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { readRun } from '../../lib/results/read-run.ts';
import { probeCapabilities } from '../../lib/targets/lab/capabilities.ts';
import { findTool } from '../../lib/targets/lab/tool-environment.ts';
import { cli } from '../support/cli.ts';
import { contentsOf, temporaryFolder } from '../support/folders.ts';

jest.setTimeout(120_000);

const { noNamespaces, iptables } = await probeCapabilities();
const reason = noNamespaces ?? (iptables && findTool('iperf3') ? undefined : 'iptables or iperf3 is missing');
const onLab = reason === undefined ? it : it.skip;
const small = ['run', '--scenarios', 'A', '--only', 'tcp', '--blocks', '1', '--no-gate'];

onLab(
  `--json prints events and the result alone, beside a whole run${reason ? ` (${reason})` : ''}`,
  async () => {
    await using folder = await temporaryFolder();
    const { code, stdout, stderr } = await cli([...small, '--json', '--campaign', 'autumn'], {
      cwd: folder.path,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const events = stdout.split('\n').map((line) => JSON.parse(line));
    const kinds = events.map((event) => event.kind);
    expect(kinds[0]).toBe('run');
    expect(kinds).toEqual(
      expect.arrayContaining(['scenario-opened', 'step-started', 'step-finished', 'finished']),
    );
    const result = events.at(-1);
    expect(result).toMatchObject({ kind: 'result', interrupted: false, id: events[0].id });
    const { run, records } = await readRun(result.folder);
    expect(run.plan.scenarios).toEqual(['A']);
    expect(run.campaign).toBe('autumn');
    expect(records.at(-1)).toMatchObject({ type: 'session', event: 'finished' });
    const named = records.flatMap((record) => (record.type === 'step' && record.raw ? [record.raw] : []));
    expect(await contentsOf(result.folder)).toEqual(expect.arrayContaining(named));
    expect(await readFile(result.report, 'utf8')).toMatch(/^<!doctype html>/);
  },
);

onLab('without a terminal prints a line for each step, then the table and where the page is', async () => {
  await using folder = await temporaryFolder();
  const { code, stdout, stderr } = await cli([...small, '--results', 'here'], { cwd: folder.path });
  expect(code).toBe(0);
  expect(stderr).toMatch(/^run \S+ in here\/\S+$/m);
  expect(stderr).toMatch(/^scenario A is up after \d+\.\d s$/m);
  expect(stderr).toMatch(/^\[1\/\d+\] A: programming 4 Services \(block 1\), \d+ s left$/m);
  expect(stdout).toContain('TCP throughput, one stream');
  expect(stdout).toMatch(/^report: here\/\S+\/report\.html /m);
  expect(`${stdout}${stderr}`).not.toContain('\u001b');
  expect(await contentsOf(join(folder.path, 'here'))).not.toHaveLength(0);
});
