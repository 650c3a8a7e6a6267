import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { evidenceOf } from '../../lib/cli/compare-runs.ts';
import { countedSteps } from '../../lib/domain/journal.ts';
import { stepsOf } from '../../lib/domain/plan.ts';
import { judgeClaims } from '../../lib/domain/published/judgement.ts';
import { buildReport } from '../../lib/report/model.ts';
import { readRun } from '../../lib/results/read-run.ts';
import { buildPlan } from '../../lib/suite/build-plan.ts';
import { profileIds } from '../../lib/suite/profiles.ts';

const folder = join(import.meta.dirname, '../../docs/evidence/lab');
const runs = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const scalingRuns = ['scaling-seed-1', 'scaling-seed-2', 'scaling-seed-3'];
/** What is told of the runs: one line a claim, in the published order. */
const undecidable = ['throughput', 'loaded-rtt', 'http-tail', 'udp-loss'].map((id) => [
  id,
  'not testable here',
]);
const toldOfClaims = {
  'scaling-seed-1': 'not seen',
  'scaling-seed-2': 'mechanism seen',
  'scaling-seed-3': 'mechanism seen',
};

describe('the published claims', () => {
  it.each(Object.entries(toldOfClaims))(
    '%s and quick have the verdicts that are told of them',
    async (name, ebpf) => {
      const evidence = await Promise.all(
        [name, 'quick'].map(async (run) => evidenceOf(await readRun(join(folder, run)))),
      );
      const verdicts = [...judgeClaims(evidence, 'lab')].map(([id, { verdict }]) => [id, verdict]);
      expect(verdicts).toEqual([
        ...undecidable,
        ['iptables-scaling', 'mechanism seen'],
        ['ebpf-scaling', ebpf],
        ['dns', 'not seen'],
      ]);
    },
  );
});

describe('a committed run', () => {
  // They were written by earlier versions: a change of the schema that cannot read them fails here.
  it.each(runs)('%s is readable, with every planned step counted once', async (name) => {
    const { run, records } = await readRun(join(folder, name));
    const planned = [...stepsOf(run.plan)].map(({ step }) => step.id);
    expect([...countedSteps(records).keys()].sort()).toEqual(planned.sort());
  });

  // Of profiles that have the points that they had. A change of the layout that moves these has to say why.
  it.each(scalingRuns)('%s is what its seed still gives', async (name) => {
    const { plan } = (await readRun(join(folder, name))).run;
    const only = plan.points.map((point) => point.probe);
    const { seed, scenarios, blocks } = plan;
    const profile = profileIds.find((id) => id === plan.profile) ?? 'quick';
    expect(buildPlan({ profile, seed, scenarios, only, blocks: blocks.length })).toEqual(plan);
  });

  it.each(scalingRuns)('%s has the verdicts that are told of it', async (name) => {
    const { run, records } = await readRun(join(folder, name));
    const { scaling } = buildReport(run, records);
    const outcome = (section: string, scenario: string) =>
      scaling
        .find(({ id }) => id === section)
        ?.curves.find((curve) => curve.scenario === scenario)
        ?.rows.find((row) => row.key.services === 1000)?.verdict;
    expect(outcome('connect', 'A')).toMatchObject({ standing: 'headline', outcome: { kind: 'worse' } });
    expect(outcome('connect', 'C')).toMatchObject({
      standing: 'headline',
      outcome: { kind: 'equivalent' },
    });
    expect(outcome('kept', 'A')).toMatchObject({ standing: 'headline', outcome: { kind: 'equivalent' } });
    expect(outcome('connect', 'A')?.interval?.n).toBe(10);
  });
});
