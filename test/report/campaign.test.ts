import { describe, expect, it } from '@jest/globals';
import { buildCampaign, type Told } from '../../lib/report/campaign.ts';
import { renderHtml } from '../../lib/report/html.ts';
import { buildReport } from '../../lib/report/model.ts';
import { relocate } from '../../lib/report/relocate.ts';
import { renderText } from '../../lib/report/text.ts';
import { sampleRun } from '../support/sample-run.ts';

const only = ['rtt', 'tcp', 'connect'];

/** Scenario by scenario, as from one cluster each. */
const told: Told[] = ['A', 'C', 'E'].map((scenario) => {
  const { run, records } = sampleRun({
    plan: { profile: 'standard', layout: 'staged', scenarios: [scenario], only },
    trouble: false,
  });
  return relocate({ run: { ...run, id: `${run.id}-${scenario}` }, records }, `runs/${scenario}`);
});
const model = buildCampaign(told);

describe('a campaign', () => {
  it('joins the scenarios of its runs, with every step of each', () => {
    expect(model.scenarios.map(({ label }) => label)).toEqual(['A', 'model-C', 'model-E']);
    expect(model.parts).toHaveLength(3);
    const alone = told.map(({ run, records }) => buildReport(run, records));
    expect(model.execution.countedSteps).toBe(
      alone.reduce((sum, one) => sum + one.execution.countedSteps, 0),
    );
    const rtt = model.headlines.find(({ planned }) => planned.headline.id === 'rtt');
    expect(rtt?.rows.map((row) => row.summary?.n)).toEqual([6, 6, 6]);
  });

  it('compares its runs through their host control, within a run by block', () => {
    const rtt = model.headlines.find(({ planned }) => planned.headline.id === 'rtt');
    const own = (name: string) => {
      const one = told.find(({ run }) => run.plan.scenarios.includes(name));
      const part = one && buildReport(one.run, one.records);
      const lines = (point: string) =>
        part?.breadth
          .find((section) => section.point === point)
          ?.lines.find((line) => line.metric === 'rtt.min')
          ?.rows[0]?.dots.map(({ value }) => value) ?? [];
      const [pods, hosts] = [lines('rtt.via=pod'), lines('rtt.via=host')];
      return (
        pods.reduce((sum, value, index) => sum + Math.log(value / (hosts[index] ?? Number.NaN)), 0) /
        pods.length
      );
    };
    const expected = Math.exp(own('C') - own('A'));
    expect(rtt?.rows[1]?.verdict?.interval?.ratio).toBeCloseTo(expected, 10);
    const connect = model.scaling.find(({ id }) => id === 'connect');
    expect(connect?.curves.map(({ rows }) => rows.at(-1)?.verdict?.interval?.n)).toEqual([6, 6, 6]);
  });

  it('says so on the page, and links to the outputs of each run', () => {
    const page = renderHtml(model);
    expect(page).toContain('runs of their own');
    for (const scenario of ['A', 'C', 'E']) expect(page).toContain(`href="runs/${scenario}/raw/`);
    for (const { run } of told) expect(page).toContain(run.id);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(renderText(model, { colour: false })).toContain('model-E');
  });

  it('of one run is its report', () => {
    const [first] = told;
    const alone = first && buildReport(first.run, first.records);
    expect(first && buildCampaign([first]).comparisons).toEqual(alone?.comparisons);
  });

  it('refuses a scenario that is in two runs, and runs of two targets', () => {
    const [a, c] = told;
    expect(() => buildCampaign(a ? [a, a] : [])).toThrow(
      /^runs: scenario A is in .* and in .*; name one of them$/,
    );
    const other = c && { ...c, run: { ...c.run, target: 'kube' as const } };
    expect(() => buildCampaign(a && other ? [a, other] : [])).toThrow(/^runs: must all be of one target/);
  });
});
