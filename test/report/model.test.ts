import { describe, expect, it } from '@jest/globals';
import { overallFinding, scenarioFindings } from '../../lib/report/findings/overall.ts';
import { headlineFinding } from '../../lib/report/findings/section.ts';
import { english } from '../../lib/report/locale/words.ts';
import { buildReport } from '../../lib/report/model.ts';
import { type SampleOptions, sampleRun } from '../support/sample-run.ts';

function reportOf(options?: SampleOptions) {
  const { run, records } = sampleRun(options);
  return buildReport(run, records);
}

const model = reportOf();

describe('a report', () => {
  it('has a section for each declared figure, with every block of every scenario', () => {
    expect(model.headlines).toHaveLength(6);
    const rtt = model.headlines.find((section) => section.planned.headline.id === 'rtt');
    expect(rtt?.rows.map((row) => row.label)).toEqual(['A', 'A~twin', 'B', 'model-C', 'model-D', 'model-E']);
    expect(rtt?.rows.map((row) => row.dots.length)).toEqual([6, 6, 6, 6, 6, 6]);
    expect(rtt?.rows[0]?.verdict).toBeUndefined();
    expect(rtt?.rows[2]?.verdict?.outcome.kind).toBe('worse');
  });

  it('draws what depends on the number of Services', () => {
    expect(model.scaling.map((section) => section.id)).toEqual([
      'connect',
      'connect-p50',
      'kept',
      'close',
      'keepalive',
      'sync',
      'rules',
    ]);
    const [connect] = model.scaling;
    expect(connect?.curves[0]?.rows.map((row) => row.key.services)).toEqual([4, 104, 1000, 5000]);
  });

  it('pairs the blocks of a stage where clusters were measured in stages', () => {
    const plan = { profile: 'standard', layout: 'staged', scenarios: ['A', 'C'] } as const;
    const staged = reportOf({ plan, trouble: false });
    for (const { rows } of staged.headlines)
      expect(rows.map(({ verdict }) => [verdict?.interval?.n, verdict?.unpaired])).toEqual([
        [undefined, undefined],
        [6, 0],
      ]);
  });

  it('tells of everything absent, marked, disturbed, repeated and voided', () => {
    const kinds = new Set(model.trouble.map((trouble) => trouble.kind));
    expect(kinds).toEqual(
      new Set([
        'failed',
        'voided',
        'repeated',
        'sender-limited',
        'target-not-reached',
        'server-bound',
        'disturbed',
      ]),
    );
    const failed = model.trouble.find((trouble) => trouble.kind === 'failed');
    expect(failed).toMatchObject({ labels: ['model-D'], blocks: [4], services: 4 });
    expect(failed?.raw).toHaveLength(1);
  });

  it('tells of a scenario that could not be shown once, not once a metric', () => {
    const skipped = reportOf({ unavailable: 'C' }).trouble.filter((trouble) => trouble.kind === 'skipped');
    expect(skipped).toHaveLength(1);
    expect(skipped[0]).toMatchObject({ labels: ['model-C'], reason: expect.stringContaining('needs root') });
  });

  it('names the figures of a step only where some were spared', () => {
    const { run, records } = sampleRun({ trouble: false, plan: { only: ['rtt'], scenarios: ['A'] } });
    const few = records.map((record) =>
      record.type === 'step' && record.point === 'rtt.via=pod'
        ? {
            ...record,
            samples: record.samples.map((sample) =>
              sample.outcome === 'value' && sample.metric === 'rtt.p999'
                ? { ...sample, marks: ['few-events' as const] }
                : sample,
            ),
          }
        : record,
    );
    expect(buildReport(run, few).trouble).toMatchObject([
      { kind: 'few-events', metrics: ['rtt.p999'], blocks: [0, 1, 2, 3, 4, 5], labels: ['A'] },
    ]);
    expect(model.trouble.find((trouble) => trouble.kind === 'disturbed')?.metrics).toEqual([]);
    expect(model.execution.disturbedSteps).toBe(1);
  });

  it('has a raw file for every reading that was executed', () => {
    const files = new Set(model.raw.flatMap((row) => row.files.map((file) => file.path)));
    expect(files.size).toBe(model.execution.countedSteps);
  });

  it('is made of an unfinished run too', () => {
    const { run, records } = sampleRun();
    const cut = buildReport(run, records.slice(0, 60));
    expect(cut.execution.countedSteps).toBeLessThan(cut.execution.plannedSteps);
    expect(cut.trouble.some((trouble) => trouble.kind === 'not run')).toBe(true);
    const none = buildReport(run, []);
    expect(none.execution).toMatchObject({ countedSteps: 0, toolMillis: 0 });
    expect(none.execution.wallMillis).toBeUndefined();
    expect(none.scenarios.map((scenario) => scenario.outcome)).toEqual(
      run.plan.scenarios.map(() => 'never opened'),
    );
  });
});

describe('the findings', () => {
  const section = model.headlines.find((one) => one.planned.headline.id === 'connect-many');

  it('say a declared figure in a sentence', () => {
    const text = section ? headlineFinding(section, 'A', english).replaceAll('\u00a0', ' ') : '';
    expect(text).toMatch(
      /^Compared with A: shorter with model-C \(−\d+ %\), model-D .* and model-E .*; longer with B \(\+\d+ %\)\.$/,
    );
  });

  it('count every declared comparison once', () => {
    const numbers = [...overallFinding(model, english).matchAll(/\d+/g)].map(Number);
    const [total = 0, ...parts] = numbers;
    expect(total).toBe(24);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(24);
  });

  it('name what is undecided', () => {
    const found = scenarioFindings(model, english).find((finding) => finding.label === 'model-D');
    expect(found?.text).toContain('undecided in DNS.');
  });

  it('say why nothing is compared', () => {
    const alone = reportOf({ plan: { scenarios: ['A'] } });
    const [first] = alone.headlines;
    expect(first && headlineFinding(first, 'A', english)).toBe(
      'Only A was planned: nothing to compare it with.',
    );
    expect(overallFinding(alone, english)).toContain('no declared comparison');
  });
});
