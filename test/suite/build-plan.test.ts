import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planSchema, servicesPoint, stepsOf } from '../../lib/domain/plan.ts';
import { publishedClaims } from '../../lib/domain/published/claims/registry.ts';
import { buildPlan } from '../../lib/suite/build-plan.ts';
import { profileIds, profiles } from '../../lib/suite/profiles.ts';

const scenarios = ['A', 'B', 'C', 'D', 'E', 'A~twin'];
const anyProfile = fc.constantFrom(...profileIds);
const anySeed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('a plan', () => {
  it('is the same for the same seed, and another for another', () => {
    const build = (seed: number) => buildPlan({ profile: 'quick', seed, scenarios });
    expect(build(5)).toEqual(build(5));
    expect(build(5)).not.toEqual(build(6));
  });

  it('names every step once, and only points that it lists', () => {
    fc.assert(
      fc.property(anyProfile, anySeed, (profile, seed) => {
        const plan = planSchema.parse(buildPlan({ profile, seed, scenarios }));
        const steps = [...stepsOf(plan)].map(({ step }) => step);
        expect(new Set(steps.map((step) => step.id)).size).toBe(steps.length);
        const known = new Set([servicesPoint, ...plan.points.map((point) => point.id)]);
        for (const step of steps) expect(known).toContain(step.point);
      }),
      { numRuns: 30 },
    );
  });

  it('of claims has what every published claim is judged by, in every block, and nothing else', () => {
    const plan = buildPlan({ profile: 'claims', seed: 1, scenarios });
    const figures = publishedClaims
      .flatMap((claim) => [...claim.expectations.flat(), ...claim.context])
      .flatMap((asked) => [asked.value, asked.reference].map((figure) => ({ asked, figure })));
    const needed = figures.map(({ asked, figure }) => {
      const made = [...stepsOf(plan)].filter(({ step, level }) => {
        const point = plan.points.find(({ id }) => id === step.point);
        const services = figure.services === 'fewest' ? 4 : figure.services;
        const isAsked =
          point?.probe === asked.probe &&
          Object.entries(asked.params).every(([name, value]) => point.params[name] === value);
        const isCounted = asked.probe === servicesPoint && step.point === servicesPoint;
        return step.scenario === figure.scenario && level.services === services && (isAsked || isCounted);
      });
      expect([asked.name.en, figure, made.length]).toEqual([asked.name.en, figure, profiles.claims.blocks]);
      return made[0]?.step.point;
    });
    expect(new Set(plan.points.map(({ id }) => id).filter((id) => !id.includes('via=host')))).toEqual(
      new Set(needed.filter((id) => id !== servicesPoint)),
    );
  });

  it('asks for a bottleneck only of a target that can make one', () => {
    const pointsOf = (shapedLinks: boolean) =>
      buildPlan({ profile: 'ablation', seed: 1, scenarios, shapedLinks }).points.map(({ id }) => id);
    const bottlenecks = ['tcp-shaped.via=pod', 'rtt-saturated.via=pod.link=shaped'];
    expect(pointsOf(true)).toEqual(expect.arrayContaining(bottlenecks));
    expect(pointsOf(false)).toEqual(pointsOf(true).filter((id) => !bottlenecks.includes(id)));
    expect(() => buildPlan({ profile: 'ablation', seed: 1, scenarios, only: ['tcp-shaped'] })).toThrow(
      /^--only: the profile ablation has .*, not tcp-shaped$/,
    );
  });

  it('programmes the Services of a level before it measures there', () => {
    const plan = buildPlan({ profile: 'quick', seed: 3, scenarios });
    for (const block of plan.blocks)
      for (const level of block.levels) {
        const programmed = new Set<string>();
        for (const step of level.steps)
          if (step.point === servicesPoint) programmed.add(step.scenario);
          else expect(programmed).toContain(step.scenario);
      }
  });

  it('measures a headline in every block, and the rest once, at every scenario', () => {
    const plan = buildPlan({ profile: 'quick', seed: 11, scenarios });
    for (const entry of profiles.quick.entries)
      for (const services of entry.services)
        for (const scenario of scenarios) {
          const blocks = [...stepsOf(plan)].filter(
            ({ step, level }) =>
              step.point === entry.point.id && step.scenario === scenario && level.services === services,
          );
          const twinOfOnce = scenario === 'A~twin' && entry.cadence === 'once';
          const notFirst = entry.scenarios === 'first' && scenario !== 'A';
          const expected = twinOfOnce || notFirst ? 0 : entry.cadence === 'once' ? 1 : profiles.quick.blocks;
          expect([entry.point.id, services, scenario, blocks.length]).toEqual([
            entry.point.id,
            services,
            scenario,
            expected,
          ]);
        }
  });

  it('measures on a host without namespaces its own network, and programmes nothing there', () => {
    const plan = buildPlan({ profile: 'quick', seed: 1, scenarios: ['A', 'host'] });
    const points = [...stepsOf(plan)]
      .filter(({ step }) => step.scenario === 'host')
      .map(({ step }) => step.point);
    expect(new Set(points)).toEqual(
      new Set([
        'tcp.streams=1.via=host',
        'rtt.via=host',
        'connect.via=host',
        'http.server=fast-http.qps=0.keepalive=true.connections=32.via=host',
      ]),
    );
  });

  it('covers the chain evenly: one place in each n-th of it, the same for all scenarios of a block', () => {
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 1, max: 12 }), (seed, blocks) => {
        const plan = buildPlan({ profile: 'quick', seed, scenarios, only: ['connect'], blocks });
        const places = plan.blocks.map((block) => {
          const drawn = new Set(block.levels.flatMap((level) => Object.values(level.places)));
          expect(drawn.size).toBe(1);
          return [...drawn][0] ?? Number.NaN;
        });
        const strata = places.map((place) => Math.floor(place * blocks)).sort((a, b) => a - b);
        expect(strata).toEqual(Array.from({ length: blocks }, (_, index) => index));
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [{ scenarios: ['A', 'F'] }, /--scenarios: "F" is not a scenario: use A, B, C, D, E/],
    [{ scenarios: ['A', 'A'] }, /--scenarios: A is named twice/],
    [{ scenarios: ['D+warp'] }, /--scenarios: unknown tuning in "warp"/],
    [{ scenarios: ['A-bbr'] }, /--scenarios: "A-bbr": A does not have bbr/],
    [{ only: ['ping'] }, /--only: the profile quick has tcp, rtt,.* not ping/],
  ])('refuses %j', (change, message) => {
    expect(() => buildPlan({ profile: 'quick', seed: 1, scenarios, ...change })).toThrow(message);
  });
});
