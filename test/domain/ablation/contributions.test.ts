import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Ablation,
  ablationOf,
  type FigureContributions,
} from '../../../lib/domain/ablation/contributions.ts';
import type { Evidence } from '../../../lib/domain/comparison.ts';
import { parseScenario } from '../../../lib/domain/scenario.ts';
import { scenarioOutcomes } from '../../../lib/domain/scenario-outcome.ts';
import { seriesOf } from '../../../lib/domain/series.ts';
import type { TuningId } from '../../../lib/domain/tuning.ts';
import { type MadeRunOptions, madeRun } from '../../support/made-run.ts';

const inLab = ['D', 'B', 'C', 'D-socket-lb', 'D+host-routing', 'D+bbr-host-routing', 'E'];

/** What each tuning multiplies a figure by, and what two do together beyond that. */
interface Truth {
  readonly effects: Partial<Record<TuningId, number>>;
  readonly together?: number;
}

function factorOf(name: string, { effects, together = 1 }: Truth): number {
  const { tunings } = parseScenario(name);
  const product = tunings.reduce((result, id) => result * (effects[id] ?? 1), 1);
  return tunings.includes('host-routing') && tunings.includes('bbr') ? product * together : product;
}

function evidenceOf(truth: Truth, scenarios: readonly string[], options: MadeRunOptions = {}): Evidence {
  const { run, records } = madeRun({
    figure: ({ scenario, params }) => (params.via === 'host' ? 10 : 10 * factorOf(scenario, truth)),
    spread: () => 0,
    ...options,
    plan: { only: ['rtt'], scenarios, ...options.plan },
  });
  return { run, series: seriesOf(run, records), outcomes: scenarioOutcomes(run, records) };
}

function roundTrip(ablation: Ablation): FigureContributions {
  const found = ablation.figures.find(({ headline }) => headline.id === 'rtt');
  if (!found) throw new Error('no round trip');
  return found;
}

/** By tuning and directions: the ratio, or the verdict where there is none. */
function ratios({ contributions }: FigureContributions): Record<string, number | string> {
  return Object.fromEntries(
    contributions.map(({ tuning, directions, contrast: { verdict } }) => [
      `${tuning} ${directions}`,
      verdict.interval?.ratio ?? verdict.outcome.kind,
    ]),
  );
}

const effect = fc.double({ min: 0.5, max: 2, noNaN: true });

describe('the contributions of a run in the lab', () => {
  it('are what each tuning does, and what they do together is left over', () => {
    fc.assert(
      fc.property(effect, effect, effect, effect, effect, (services, native, host, bbr, together) => {
        const truth = {
          effects: { 'socket-lb': services, 'native-routing': native, 'host-routing': host, bbr },
          together,
        };
        const figure = roundTrip(ablationOf([evidenceOf(truth, inLab)]));
        const found = ratios(figure);
        const wanted = {
          'socket-lb forward': services,
          'socket-lb alone': services,
          'native-routing forward,alone': native,
          'host-routing forward,alone': host,
          'host-routing backward': host * together,
          'bbr forward,backward': bbr * together,
          'bbr alone': bbr,
        };
        expect(Object.keys(found)).toEqual(Object.keys(wanted));
        for (const [step, ratio] of Object.entries(wanted)) expect(found[step]).toBeCloseTo(ratio, 9);
        expect(figure.whole?.verdict.interval?.ratio).toBeCloseTo(host * bbr * together, 9);
        expect(figure.residue.rungs?.product).toBeCloseTo(host * bbr * together, 9);
        expect(figure.residue.rungs?.rest).toBeCloseTo(1, 9);
        expect(figure.residue.interaction?.interval?.ratio).toBeCloseTo(together, 9);
      }),
      { numRuns: 30 },
    );
  });

  it('are paired by block, with intervals that hold together over the figures', () => {
    const run = evidenceOf({ effects: {} }, inLab, { plan: { only: ['rtt', 'tcp'] } });
    const { figures } = ablationOf([run]);
    expect(figures.map(({ headline }) => headline.id)).toEqual(['throughput', 'rtt']);
    for (const { contributions } of figures)
      for (const { contrast } of contributions)
        expect(contrast).toMatchObject({
          design: 'same blocks',
          verdict: { standing: 'headline', interval: { n: 6, level: 1 - 0.05 / 2 } },
        });
  });

  it('call nothing different where only noise is', () => {
    const run = evidenceOf({ effects: {} }, inLab, { spread: () => 0.005 });
    const { contributions, residue } = roundTrip(ablationOf([run]));
    for (const { contrast } of contributions)
      expect(contrast.verdict.outcome).toEqual({ kind: 'equivalent' });
    expect(residue.interaction?.outcome).toEqual({ kind: 'equivalent' });
    expect(residue.interaction?.interval?.n).toBe(6);
  });

  it('say of everything else why it is not there', () => {
    const { notShown } = ablationOf([evidenceOf({ effects: {} }, ['D', 'E'])]);
    const said = notShown.map(({ tuning, directions, why }) => [
      `${tuning} ${directions}`,
      why.kind === 'not measured' ? why.scenarios.join(' ') : why.kind,
    ]);
    expect(said).toEqual([
      ['socket-lb forward', 'C B'],
      ['socket-lb alone', 'D D-socket-lb'],
      ['socket-lb backward', 'impossible'],
      ['native-routing forward,alone', 'D C'],
      ['native-routing backward', 'impossible'],
      ['bpf-masquerade forward,alone,backward', 'not here'],
      ['host-routing forward,alone', 'D+host-routing D'],
      ['host-routing backward', 'E D+bbr-host-routing'],
      ['bandwidth-manager forward,alone,backward', 'not here'],
      ['bbr forward,backward', 'E D+host-routing'],
      ['bbr alone', 'D+bbr-host-routing D'],
      ['larger-ct forward,alone,backward', 'not here'],
      ['hubble-off forward,alone,backward', 'not here'],
    ]);
  });
});

describe('missing data', () => {
  it('never become a number: a rung without values leaves no sum and no interaction', () => {
    fc.assert(
      fc.property(fc.constantFrom(...inLab), (gone) => {
        const run = evidenceOf({ effects: { bbr: 0.5 } }, inLab, {
          absent: ({ scenario }) => (scenario === gone ? 'fortio: exit status 1' : undefined),
        });
        const figure = roundTrip(ablationOf([run]));
        for (const { contrast } of figure.contributions) {
          const touched = [contrast.value, contrast.reference].some(({ key }) => key.scenario === gone);
          expect(contrast.verdict.interval === undefined).toBe(touched);
          if (touched) expect(contrast.verdict.outcome.kind).toBe('not compared');
        }
        const overD = ['D', 'D+host-routing', 'E'].includes(gone);
        expect(figure.residue.rungs === undefined).toBe(overD);
        expect(figure.residue.interaction === undefined).toBe(overD || gone === 'D+bbr-host-routing');
      }),
    );
  });

  it('in some blocks show in the rest between whole and rungs', () => {
    const made = { effects: { 'host-routing': 0.8, bbr: 0.9 } };
    const whole = evidenceOf(made, inLab, { spread: () => 0.05 });
    const series = new Map(
      [...whole.series].map(([id, one]) =>
        one.scenario === 'D+host-routing' ? [id, { ...one, readings: one.readings.slice(1) }] : [id, one],
      ),
    );
    const { residue } = roundTrip(ablationOf([{ ...whole, series }]));
    const { product, rest } = residue.rungs ?? { product: Number.NaN, rest: Number.NaN };
    const { whole: all } = roundTrip(ablationOf([{ ...whole, series }]));
    expect(rest).not.toBeCloseTo(1, 4);
    expect(product * rest).toBeCloseTo(all?.verdict.interval?.ratio ?? Number.NaN, 9);
    expect(residue.interaction?.interval?.n).toBe(5);
  });
});

describe('the contributions of a campaign, a cluster a rung', () => {
  const rungs = [
    ...['C', 'D', 'D+bpf-masquerade', 'D+bpf-masquerade+host-routing', 'D+larger-ct', 'D+hubble-off'],
    ...['D+host-routing+larger-ct', 'E-bandwidth-manager-bbr'],
  ];
  const truth: Truth = { effects: { 'host-routing': 0.7, 'native-routing': 0.8 } };
  const clusters = rungs.map((name, index) =>
    evidenceOf(truth, [name], {
      id: name,
      target: 'kube',
      // Every host is another one.
      figure: ({ scenario, params }) =>
        (1 + index) * (params.via === 'host' ? 5 : 9 * factorOf(scenario, truth)),
      spread: () => 0.001,
    }),
  );

  it('are those of what each adds to its own hosts', () => {
    const { figures, notShown } = ablationOf(clusters);
    const [figure] = figures;
    if (!figure) throw new Error('no figure');
    for (const { tuning, contrast } of figure.contributions) {
      expect(contrast.design).toBe('host control');
      expect(contrast.verdict.interval?.ratio).toBeCloseTo(truth.effects[tuning] ?? 1, 2);
    }
    expect(Object.keys(ratios(figure))).toEqual([
      'native-routing forward,alone',
      'bpf-masquerade forward,alone',
      'host-routing forward,alone',
      'larger-ct forward',
      'larger-ct alone',
      'hubble-off forward,backward',
      'hubble-off alone',
    ]);
    expect(figure.residue.rungs?.rest).toBeCloseTo(1, 9);
    expect(figure.residue.interaction?.interval?.ratio).toBeCloseTo(1, 2);
    const bbr = notShown.find(({ tuning }) => tuning === 'bbr');
    expect(bbr?.why).toMatchObject({ kind: 'not here', reason: { en: expect.stringContaining('fq') } });
  });

  it('have what a cluster evidently can that the test bed cannot', () => {
    const more = ['D+host-routing', 'D+host-routing+bandwidth-manager', 'D+bbr'].map((name) =>
      evidenceOf(truth, [name], { id: name, target: 'kube' }),
    );
    const { figures, notShown } = ablationOf(more);
    const [figure] = figures;
    expect(figure && Object.keys(ratios(figure))).toEqual(['bandwidth-manager forward', 'bbr forward,alone']);
    expect(notShown.some(({ why }) => why.kind === 'not here')).toBe(false);
  });

  it('are none of runs without variants', () => {
    expect(ablationOf([evidenceOf(truth, ['A'])]).figures).toEqual([]);
    expect(ablationOf([])).toEqual({ figures: [], notShown: [] });
  });
});
