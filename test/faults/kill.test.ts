import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { countedSteps } from '../../lib/domain/journal.ts';
import { stepsOf } from '../../lib/domain/plan.ts';
import { readRun } from '../../lib/results/read-run.ts';
import { seededRandom } from '../../lib/suite/random.ts';
import { startDriver } from './driver.ts';
import { isClean, type Leftovers, leftoversOf, newSince } from './leftovers.ts';

/** Root shows everything that can be left behind, eBPF and cgroups included. */
const scenarios = process.getuid?.() === 0 ? 'A,C,E' : 'A,B';
const shortRun = ['run', '--json', '--scenarios', scenarios, '--only', 'connect', '--blocks', '1'];
const seed = Number(process.env.KILL_SEED ?? 1);

const phases = ['set-up', 'services', 'step', 'report'] as const;
type Phase = (typeof phases)[number];
const moments = Array.from({ length: 20 }, (_, index) => ({
  index,
  phase: phases[index % phases.length] as Phase,
}));

let results: string;
beforeAll(async () => {
  results = await mkdtemp(join(tmpdir(), 'cni-bench-kill-'));
});
afterAll(() => rm(results, { recursive: true, force: true }));

/** Looks again and again, for two seconds, whether all is gone. */
async function leftAfterTwoSeconds(mark: string, before: Leftovers): Promise<Leftovers> {
  const deadline = performance.now() + 2000;
  for (;;) {
    const left = newSince(before, leftoversOf(mark));
    if (isClean(left) || performance.now() > deadline) return left;
    await delay(50);
  }
}

/** Waits until the driver is in the phase, and then a drawn while longer. */
async function reach(
  phase: Phase,
  driver: ReturnType<typeof startDriver>,
  draw: () => number,
): Promise<void> {
  const occurrence = 1 + Math.floor(draw() * 6);
  let seen = 0;
  const nth = (holds: boolean) => holds && ++seen === occurrence;
  const isServices = (point: string | undefined) => point === 'services';
  if (phase === 'set-up') await delay(100 + draw() * 900);
  else if (phase === 'report') await driver.until((line) => line.kind === 'finished');
  else
    await driver.until((line) =>
      nth(line.kind === 'step-started' && isServices(line.step?.point) === (phase === 'services')),
    );
  // How long the phase lasts, about: the kill shall fall anywhere in it.
  const lasts = { 'set-up': 0, services: 100, step: 700, report: 150 }[phase];
  await delay(draw() * lasts);
}

it.each(moments)(
  'kill -9 in the $phase (moment $index) leaves nothing, and the run ends whole',
  async (moment) => {
    const random = seededRandom(seed * 1000 + moment.index);
    const mark = randomUUID();
    const before = leftoversOf(mark);
    const folder = join(results, String(moment.index));
    const driver = startDriver(mark, [...shortRun, '--seed', String(moment.index), '--results', folder]);
    await reach(moment.phase, driver, () => random.fraction());
    expect(driver.child.kill('SIGKILL')).toBe(true);
    expect(await driver.exited).toMatchObject({ signal: 'SIGKILL' });
    expect(await leftAfterTwoSeconds(mark, before)).toEqual(newSince(before, before));

    const runs = await readdir(folder).catch(() => []);
    const [id] = runs;
    if (id === undefined || !(await readdir(join(folder, id))).includes('run.json')) {
      // Killed before there was a run: then nothing can have been measured.
      expect(driver.lines.some((line) => line.kind === 'step-started')).toBe(false);
      return;
    }
    const resumed = startDriver(mark, ['run', '--json', '--resume', id, '--results', folder]);
    const end = await resumed.exited;
    expect([end.code, end.stderr]).toEqual([0, expect.any(String)]);
    const { run, records } = await readRun(join(folder, id));
    const planned = [...stepsOf(run.plan)].map(({ step }) => step.id);
    expect([...countedSteps(records).keys()].sort()).toEqual([...planned].sort());
    expect(await readdir(join(folder, id))).toContain('report.html');
    expect(await leftAfterTwoSeconds(mark, before)).toEqual(newSince(before, before));
  },
  120_000,
);
