import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kernelNeeds, prerequisites } from '../../../lib/domain/ablation/prerequisites.ts';
import { hasExactly, scenarioFor, scenarioWith } from '../../../lib/domain/ablation/scenario-name.ts';
import { backwardStep, ladder, overD, stepAlone, usualOrder } from '../../../lib/domain/ablation/steps.ts';
import { stepOptions, whyNotShown } from '../../../lib/domain/ablation/switchable.ts';
import { parseScenario } from '../../../lib/domain/scenario.ts';
import { tuningIds, tunings } from '../../../lib/domain/tuning.ts';
import { missingRequirements, parseVariant } from '../../../lib/domain/variant.ts';

const settings = ['lab', 'test bed', 'eks'] as const;
const [lab, testBed, eks] = [stepOptions('lab'), stepOptions('test bed'), stepOptions('eks')];
const anyOrder = fc.shuffledSubarray([...tuningIds], { minLength: tuningIds.length });

describe('the graph of tunings', () => {
  it('has a reason in both languages and a source at each edge', () => {
    for (const { reason, source } of [...prerequisites, ...kernelNeeds]) {
      expect(reason.en).not.toBe('');
      expect(reason.ko).toMatch(/[가-힣]/);
      expect(source).toMatch(/^https:\/\/docs\.cilium\.io\//);
    }
  });

  it('has no cycle, and D and E have all that they need', () => {
    for (const { id, requires } of tunings) expect(requires).not.toContain(id);
    for (const name of ['D', 'E']) expect(missingRequirements(parseScenario(name).tunings)).toEqual([]);
    expect(ladder(eks)).toHaveLength(tuningIds.length);
  });
});

describe('the ladder', () => {
  it('goes from B by C and D to E in the usual order', () => {
    expect(ladder(eks).map(({ having }) => scenarioWith(having).name)).toEqual([
      'C',
      'D',
      'D+bpf-masquerade',
      'D+host-routing',
      'D+host-routing+bandwidth-manager',
      'D+bbr',
      'E-hubble-off',
      'E',
    ]);
  });

  it.each([
    [
      'test bed',
      ['D+bpf-masquerade', 'D+host-routing', 'D+host-routing+larger-ct', 'E-bandwidth-manager-bbr'],
    ],
    ['lab', ['D+host-routing', 'E']],
  ] as const)('ends on the %s where that cannot go on', (setting, names) => {
    const options = stepOptions(setting);
    expect(overD(ladder(options)).map(({ having }) => scenarioFor(having, options).name)).toEqual(names);
  });

  it('respects prerequisites in every order: one tuning a rung, a variant each, E at the end', () => {
    fc.assert(
      fc.property(anyOrder, fc.constantFrom(...settings), (order, setting) => {
        const options = stepOptions(setting);
        const counted = options.switchable;
        const rungs = ladder(options, order);
        expect(rungs.map(({ tuning }) => tuning).toSorted()).toEqual(counted.toSorted());
        let below: readonly string[] = [];
        for (const { tuning, without, having } of rungs) {
          expect(without).toEqual(below);
          expect([...having].toSorted()).toEqual([...without, tuning].toSorted());
          const lacks = missingRequirements(having).filter(({ needs }) => counted.includes(needs));
          expect(lacks).toEqual([]);
          expect(hasExactly(scenarioFor(having, options), having, counted)).toBe(true);
          below = having;
        }
        expect(below).toEqual(counted);
      }),
    );
  });

  it('has variants that the agent runs as its rungs, in every order over D', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const fromD = ['socket-lb', 'native-routing', ...order] as const;
        const rungs = overD(ladder(eks, [...new Set(fromD)]));
        for (const { having } of rungs.slice(0, -1)) {
          const variant = parseVariant(scenarioWith(having).name);
          expect(variant.tunings).toEqual(having);
        }
        expect(scenarioWith(rungs.at(-1)?.having ?? []).name).toBe('E');
      }),
    );
  });
});

describe('the steps back from E', () => {
  const backward = (options: typeof eks) =>
    usualOrder.map((tuning) => {
      const step = backwardStep(tuning, options);
      return 'impossible' in step ? `${tuning}: ${step.impossible.en}` : scenarioWith(step.without).name;
    });

  it('exist for what no other tuning needs, and say why not', () => {
    expect(backward(eks)).toEqual([
      expect.stringMatching(/^socket-lb: kube-proxy replacement/),
      expect.stringMatching(/^native-routing: it is D itself/),
      expect.stringMatching(/^bpf-masquerade: BPF host routing/),
      expect.stringMatching(/^host-routing: The host’s stack drops/),
      expect.stringMatching(/^bandwidth-manager: BBR of pods/),
      'E-bbr',
      'E-larger-ct',
      'E-hubble-off',
    ]);
  });

  it('exist for more where BBR is not to be had', () => {
    const without = backwardStep('host-routing', testBed);
    expect('without' in without && scenarioWith(without.without).name).toBe(
      'D+bpf-masquerade+larger-ct+hubble-off',
    );
    expect(backwardStep('bpf-masquerade', testBed)).toHaveProperty('impossible');
  });

  it('exchange any part in the lab, but for what makes D', () => {
    expect(backwardStep('host-routing', lab)).toMatchObject({
      without: ['socket-lb', 'bbr', 'native-routing'],
    });
    expect(backwardStep('socket-lb', lab)).toHaveProperty('impossible');
  });
});

describe('a tuning by itself', () => {
  it('stands on D and on what it needs', () => {
    expect(stepAlone('bbr', eks)).toMatchObject({
      without: parseScenario('D+host-routing+bandwidth-manager').tunings,
      having: parseScenario('D+bbr').tunings,
    });
    expect(stepAlone('hubble-off', eks)).toMatchObject({ without: parseScenario('D').tunings });
    expect(stepAlone('native-routing', eks)).toMatchObject({ without: parseScenario('C').tunings });
    expect(stepAlone('socket-lb', eks)).toHaveProperty('impossible');
  });

  it('stands on D alone in the lab', () => {
    const alone = stepAlone('bbr', lab);
    expect(alone).toMatchObject({ without: ['socket-lb', 'native-routing'] });
    expect('having' in alone && scenarioFor(alone.having, lab).name).toBe('D+bbr-host-routing');
    const services = stepAlone('socket-lb', lab);
    expect('without' in services && scenarioFor(services.without, lab).name).toBe('D-socket-lb');
  });
});

describe('what a setting can show', () => {
  it('is what it can switch, the rest with a reason in both languages', () => {
    expect(lab.switchable).toEqual(['socket-lb', 'host-routing', 'bbr', 'native-routing']);
    expect(eks.switchable).toEqual(tuningIds);
    for (const setting of settings)
      for (const id of tuningIds.filter((one) => !stepOptions(setting).switchable.includes(one)))
        expect(whyNotShown(setting, id)?.ko).toMatch(/[가-힣]/);
  });
});

describe('the name of a set of tunings', () => {
  it('is one that has exactly these', () => {
    fc.assert(
      fc.property(fc.subarray([...tuningIds]), (wanted) => {
        expect(scenarioWith(wanted).tunings).toEqual(wanted);
      }),
    );
  });
});
