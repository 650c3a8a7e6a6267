import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countedSteps } from '../../lib/domain/journal.ts';
import { planSchema, servicesPoint, stagePlan, stepsOf } from '../../lib/domain/plan.ts';
import { isHostControl, stageIds, stageProbes } from '../../lib/domain/stage.ts';
import { buildPlan } from '../../lib/suite/build-plan.ts';
import { probes } from '../../lib/suite/probes/registry.ts';
import { profileIds, profiles } from '../../lib/suite/profiles.ts';
import { runSuite } from '../../lib/suite/run-suite.ts';
import { fakeProbes, fakeRun } from '../support/fake-run.ts';
import { FakeTarget } from '../support/fake-target.ts';
import { MemoryStore } from '../support/memory-store.ts';

const anySeed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const anyRequest = fc.record({
  profile: fc.constantFrom(...profileIds),
  seed: anySeed,
  scenarios: fc.subarray(['A', 'B', 'C', 'D', 'E', 'D+host-routing'], { minLength: 1 }),
  blocks: fc.integer({ min: 1, max: 12 }),
});

const staged = (request: Parameters<typeof buildPlan>[0]) => buildPlan({ ...request, layout: 'staged' });

describe('a staged plan', () => {
  it('has every step in exactly one stage, and every block once', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const plan = planSchema.parse(staged(request));
        const indexes = plan.blocks.map(({ index }) => index);
        expect(new Set(indexes).size).toBe(indexes.length);
        expect(plan.stages?.flatMap(({ blocks }) => blocks)).toEqual(indexes);
        const ids = [...stepsOf(plan)].map(({ step }) => step.id);
        expect(new Set(ids).size).toBe(ids.length);
        const parts = stageIds.map((stage) =>
          [...stepsOf(stagePlan(plan, stage))].map(({ step }) => step.id),
        );
        expect(parts.flat()).toEqual(ids);
      }),
      { numRuns: 30 },
    );
  });

  it('has the host controls of every scenario in every block', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const plan = staged(request);
        const controls = profiles[request.profile].hostControls.map(({ point }) => point.id);
        expect(controls).toHaveLength(4);
        for (const block of plan.blocks) {
          const steps = block.levels.flatMap((level) => level.steps);
          for (const scenario of plan.scenarios)
            for (const control of controls)
              expect(
                steps.filter((step) => step.scenario === scenario && step.point === control),
              ).toHaveLength(1);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('measures each point in one stage, that of scaling where it has several numbers of Services', () => {
    for (const profile of profileIds) {
      const plan = staged({ profile, seed: 1, scenarios: ['A'] });
      for (const point of plan.points.filter((one) => !isHostControl(one))) {
        const stages = stageIds.filter((stage) =>
          stagePlan(plan, stage).points.some((one) => one.id === point.id),
        );
        const levels = new Set(
          [...stepsOf(plan)].filter(({ step }) => step.point === point.id).map(({ level }) => level.services),
        );
        const expected =
          levels.size > 1 ? 'scaling' : stageIds.find((id) => stageProbes[id].includes(point.probe));
        expect([point.id, stages]).toEqual([point.id, [expected]]);
      }
    }
  });

  it('measures what the interleaved plan measures, as often', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const counts = (plan: ReturnType<typeof buildPlan>) => {
          const controls = new Set(plan.points.filter(isHostControl).map(({ id }) => id));
          const steps = [...stepsOf(plan)].filter(
            ({ step }) => step.point !== servicesPoint && !controls.has(step.point),
          );
          const named = Map.groupBy(
            steps,
            ({ level, step }) => `${step.scenario} ${level.services} ${step.point}`,
          );
          return new Map([...named].map(([name, some]) => [name, some.length]));
        };
        expect(counts(staged(request))).toEqual(counts(buildPlan(request)));
      }),
      { numRuns: 20 },
    );
  });

  it('is the same for the same seed, and for another scenario the same but for the name', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const plan = (scenario: string) => staged({ profile: 'standard', seed, scenarios: [scenario] });
        expect(plan('A')).toEqual(plan('A'));
        const renamed = JSON.stringify(plan('A')).replaceAll('-A-', '-D-').replaceAll('"A"', '"D"');
        expect(JSON.parse(renamed)).toEqual(plan('D'));
      }),
      { numRuns: 10 },
    );
  });

  it('covers the chain of Services evenly in each stage', () => {
    const plan = staged({ profile: 'standard', seed: 4, scenarios: ['B'] });
    for (const stage of plan.stages?.filter(({ blocks }) => blocks.length > 0) ?? []) {
      const places = stagePlan(plan, stage.id).blocks.map((block) => block.levels[0]?.places.B ?? Number.NaN);
      const strata = places.map((place) => Math.floor(place * places.length)).sort();
      expect(strata).toEqual(places.map((_, index) => index));
    }
  });

  it('knows a stage for every probe that there is', () => {
    const known = Object.values(stageProbes).flat();
    expect(known.toSorted()).toEqual([...probes.keys()].sort());
  });

  it('is measured whole by its stages, one after the other into one journal', async () => {
    const run = fakeRun({ layout: 'staged', scenarios: ['C'], blocks: 2 });
    const store = new MemoryStore(run);
    const steps: string[] = [];
    for (const stage of stageIds) {
      const part = { ...run, plan: stagePlan(run.plan, stage) };
      const signal = new AbortController().signal;
      const suite = runSuite({ run: part, target: new FakeTarget(), store, probes: fakeProbes, signal });
      for await (const event of suite) if (event.kind === 'step-finished') steps.push(event.step.id);
    }
    expect(steps).toEqual([...stepsOf(run.plan)].map(({ step }) => step.id));
    expect([...countedSteps(store.all).keys()].sort()).toEqual(steps.toSorted());
  });
});

describe('the part of a stage', () => {
  const plan = staged({ profile: 'quick', seed: 2, scenarios: ['C'] });

  it('is empty where the profile has nothing for the stage', () => {
    expect(planSchema.parse(stagePlan(plan, 'policy'))).toMatchObject({ points: [], blocks: [] });
  });

  it('lists the points that it measures, and no others', () => {
    const probesOfDns = new Set(
      stagePlan(plan, 'dns')
        .points.filter((point) => !isHostControl(point))
        .map((point) => point.probe),
    );
    expect(probesOfDns).toEqual(new Set(stageProbes.dns));
  });

  it('does not exist in an interleaved plan', () => {
    const interleaved = buildPlan({ profile: 'quick', seed: 2, scenarios: ['C'] });
    expect(interleaved).not.toHaveProperty('stages');
    expect(() => stagePlan(interleaved, 'dns')).toThrow('the plan has no stage dns');
  });
});
