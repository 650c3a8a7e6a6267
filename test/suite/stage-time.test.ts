import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { policiesOf, stagePlan } from '../../lib/domain/plan.ts';
import { baseScenarioIds } from '../../lib/domain/scenario.ts';
import { stageIds, stageLimitSeconds } from '../../lib/domain/stage.ts';
import { buildPlan } from '../../lib/suite/build-plan.ts';
import { paces } from '../../lib/suite/pace.ts';
import { probes } from '../../lib/suite/probes/registry.ts';
import { profileIds } from '../../lib/suite/profiles.ts';
import { expectedSeconds } from '../../lib/suite/time-left.ts';

function secondsOf(plan: ReturnType<typeof buildPlan>, pace = paces.kube): number {
  const steps = [...expectedSeconds(plan, probes, pace).values()].reduce((sum, seconds) => sum + seconds, 0);
  return steps + policiesOf(plan).length * pace.policySeconds;
}

describe('a stage on EKS', () => {
  it.each(profileIds.flatMap((profile) => baseScenarioIds.map((scenario) => [profile, scenario] as const)))(
    'of %s, scenario %s, ends within 45 minutes by plan, whatever the seed',
    (profile, scenario) => {
      const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
      fc.assert(
        fc.property(seeds, (seed) => {
          const request = { profile, seed, scenarios: [scenario], layout: 'staged', policies: true } as const;
          const plan = buildPlan(request);
          for (const stage of stageIds)
            expect(secondsOf(stagePlan(plan, stage))).toBeLessThanOrEqual(stageLimitSeconds);
          expect(secondsOf(stagePlan(plan, 'policy'))).toBeGreaterThan(0);
        }),
        { numRuns: 20 },
      );
    },
  );

  it('would not with the repetitions of the lab, where a profile has fewer here', () => {
    const staged = (blocks?: number) =>
      buildPlan({
        profile: 'full',
        seed: 1,
        scenarios: ['A'],
        layout: 'staged',
        ...(blocks !== undefined && { blocks }),
      });
    expect(staged().stages?.map(({ blocks }) => blocks.length)).toEqual([10, 10, 10, 6, 0]);
    expect(secondsOf(stagePlan(staged(10), 'scaling'))).toBeGreaterThan(stageLimitSeconds);
  });
});

describe('the expected time', () => {
  const plan = buildPlan({
    profile: 'scaling',
    seed: 1,
    scenarios: ['A'],
    layout: 'staged',
    blocks: 1,
    only: ['rtt'],
  });

  it('grows with the Services that are made and removed, each level from where the last one stood', () => {
    const still = secondsOf(plan, {
      stepSeconds: 0,
      servicesSeconds: 0,
      secondsPerService: 0,
      policySeconds: 0,
    });
    const levels = plan.blocks.flatMap((block) => block.levels.map((level) => level.services));
    const changes = levels.map((services, index) => Math.abs(services - (levels[index - 1] ?? 0)));
    const changed = changes.reduce((sum, count) => sum + count, 0);
    const moving = secondsOf(plan, {
      stepSeconds: 0,
      servicesSeconds: 3,
      secondsPerService: 0.5,
      policySeconds: 0,
    });
    expect(moving - still).toBeCloseTo(3 * levels.length + 0.5 * changed);
  });

  it('is longer by exec than in a lab', () => {
    expect(secondsOf(plan)).toBeGreaterThan(secondsOf(plan, paces.lab));
  });
});
