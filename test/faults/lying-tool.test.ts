import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { countedSteps } from '../../lib/domain/journal.ts';
import { servicesPoint } from '../../lib/domain/plan.ts';
import { readRun } from '../../lib/results/read-run.ts';
import { startDriver } from './driver.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cni-bench-lying-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const recorded = (name: string) =>
  readFile(new URL(`../fixtures/tools/${name}`, import.meta.url), 'utf8').then((text) => {
    const output = JSON.parse(text).at(-1);
    return String(output.stdout);
  });

/** Each answers `--version` as the real tool does, and lies when it is asked to measure. */
const lies: readonly (readonly [string, (truth: string) => string])[] = [
  ['prints an error and ends with 0', () => '{"start":{},"end":{},"error":"unable to connect"}'],
  ['prints nothing', () => ''],
  ['stops in the middle', (truth) => truth.slice(0, truth.length / 2)],
  ['speaks before its JSON', (truth) => `warning: slow\n${truth}`],
  [
    'gives a rate in Mbit/s',
    (truth) =>
      truth.replace(/("bits_per_second":\s*)([\d.e+]+)/g, (_, key, rate) => `${key}${Number(rate) / 1e6}`),
  ],
];

it.each(lies)(
  'an iperf3 first in PATH that %s gives a typed failure and no number',
  async (name, lie) => {
    const truth = await recorded('tcp.streams-1.json');
    const bin = join(folder, name.replaceAll(/\W/g, '-'));
    const results = join(bin, 'results');
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, 'lie'), lie(truth));
    const script = `#!/bin/sh
case "$*" in
  *--version*) echo 'iperf 3.12 (cJSON 1.7.15)' ;;
  *-s*) exec /usr/bin/iperf3 "$@" ;;
  *) cat '${join(bin, 'lie')}' ;;
esac
`;
    await writeFile(join(bin, 'iperf3'), script);
    await chmod(join(bin, 'iperf3'), 0o755);
    const args = ['run', '--json', '--scenarios', 'A', '--only', 'tcp', '--blocks', '1', '--no-gate'];
    const driver = startDriver(name, [...args, '--results', results], { PATH: `${bin}:${process.env.PATH}` });
    // Nothing was measured: that is not a run that worked.
    expect(await driver.exited).toMatchObject({ code: 1 });
    const [id = ''] = await readdir(results);
    const { records } = await readRun(join(results, id));
    const steps = [...countedSteps(records).values()].filter((step) => step.point !== servicesPoint);
    expect(steps.length).toBeGreaterThan(0);
    for (const sample of steps.flatMap((step) => step.samples)) {
      expect(sample.outcome).toBe('failed');
      expect(sample).toHaveProperty('reason', expect.stringMatching(/\S/));
      expect(sample).not.toHaveProperty('value');
    }
  },
  60_000,
);
