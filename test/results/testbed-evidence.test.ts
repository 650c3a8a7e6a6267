import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { countedSteps } from '../../lib/domain/journal.ts';
import { stepsOf } from '../../lib/domain/plan.ts';
import { readRun } from '../../lib/results/read-run.ts';

const folder = join(import.meta.dirname, '../../docs/evidence/testbed');

/** Median over the blocks. */
async function medianOf(run: string, point: string, metric: string, services: number): Promise<number> {
  const { records } = await readRun(join(folder, run));
  const values = [...countedSteps(records).values()]
    .filter((step) => step.point === point && step.services === services)
    .flatMap(({ samples }) => samples)
    .flatMap((sample) => (sample.metric === metric && sample.outcome === 'value' ? [sample.value] : []))
    .sort((one, other) => one - other);
  const middle = values.length / 2;
  const low = values[Math.ceil(middle) - 1];
  const high = values[Math.floor(middle)];
  if (low === undefined || high === undefined) throw new Error(`${run} has no ${metric} of ${point}`);
  return (low + high) / 2;
}

describe('the committed runs of the test bed', () => {
  it.each(['campaign/A', 'campaign/B', 'campaign/C', 'campaign/D', 'scaling/A', 'scaling/C'])(
    '%s is whole, and of the scenario that it says',
    async (name) => {
      const { run, records } = await readRun(join(folder, name));
      expect(run.plan.scenarios).toEqual([name.slice(-1)]);
      expect(countedSteps(records).size).toBe([...stepsOf(run.plan)].length);
    },
  );

  it.each([
    ['scaling/A', 4, 62.6, 58],
    ['scaling/A', 104, 65.3, 553],
    ['scaling/A', 1000, 87.3, 5033],
    ['scaling/A', 5000, 195.6, 25_033],
    ['scaling/C', 4, 165.2, 19],
    ['scaling/C', 104, 159.9, 215],
    ['scaling/C', 1000, 163.2, 2007],
    ['scaling/C', 5000, 157.5, 10_007],
  ])('%s at %d Services: set-up %d us, %d rules or entries', async (run, services, micros, rules) => {
    const point = 'connect.via=service';
    await expect(medianOf(run, point, 'connect.min', services)).resolves.toBeCloseTo(micros, 1);
    await expect(medianOf(run, 'services', 'services.rules', services)).resolves.toBe(rules);
  });
});
