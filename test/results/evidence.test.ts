import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { countedSteps } from '../../lib/domain/journal.ts';
import { stepsOf } from '../../lib/domain/plan.ts';
import { readRun } from '../../lib/results/read-run.ts';

const folder = join(import.meta.dirname, '../../docs/evidence/lab');
const runs = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('a committed run', () => {
  // They were written by earlier versions: a change of the schema that cannot read them fails here.
  it.each(runs.map((entry) => entry.name))(
    '%s is readable, with every planned step counted once',
    async (name) => {
      const { run, records } = await readRun(join(folder, name));
      const planned = [...stepsOf(run.plan)].map(({ step }) => step.id);
      expect([...countedSteps(records).keys()].sort()).toEqual(planned.sort());
    },
  );

  it('is there', () => {
    expect(runs.length).toBeGreaterThan(0);
  });
});
