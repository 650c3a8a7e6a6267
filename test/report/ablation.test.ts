import { describe, expect, it } from '@jest/globals';
import { ablationText } from '../../lib/report/ablation/text.ts';
import { renderMarkdown } from '../../lib/report/export/markdown.ts';
import { sectionsOf } from '../../lib/report/html/sections.ts';
import { english, korean } from '../../lib/report/locale/words.ts';
import { buildReport } from '../../lib/report/model.ts';
import { madeRun } from '../support/made-run.ts';

const scenarios = ['D', 'B', 'C', 'D-socket-lb', 'D+host-routing', 'D+bbr-host-routing', 'E', 'D~twin'];
const { run, records } = madeRun({
  plan: { profile: 'ablation', scenarios, shapedLinks: true },
  figure: ({ scenario, probe, params }, usual) => {
    const hasBbr = /^(E|D\+bbr)/.test(scenario);
    if (probe === 'rtt-saturated' && params.link === 'shaped') return hasBbr ? 2000 : 24_000;
    if (probe === 'tcp-shaped') return usual;
    return hasBbr && probe === 'tcp' ? 0.3 * usual : usual;
  },
});
const model = buildReport(run, records);
const section = sectionsOf(model).find(({ id }) => id === 'tunings')?.body.text ?? '';

describe('the tuning points of a report', () => {
  it('show BBR under both conditions, with what the mechanism leads one to expect', () => {
    const standings = model.ablation.figures.flatMap(({ headline, contributions }) =>
      contributions
        .filter(({ tuning, expected }) => tuning === 'bbr' && expected)
        .map(({ directions, expected, contrast }) => [
          `${headline.id} ${directions}`,
          contrast.verdict.outcome.kind,
          expected?.standing.kind,
        ]),
    );
    expect(standings).toEqual([
      ['throughput forward,backward', 'worse', 'supported'],
      ['throughput alone', 'worse', 'supported'],
      ['throughput-shaped forward,backward', 'equivalent', 'supported'],
      ['throughput-shaped alone', 'equivalent', 'supported'],
      ['saturated-shaped forward,backward', 'better', 'supported'],
      ['saturated-shaped alone', 'better', 'supported'],
    ]);
  });

  it('have a table of each declared figure, each scenario leading to its raw outputs', () => {
    for (const { headline } of model.ablation.figures)
      for (const words of [english, korean]) expect(section).toContain(words.headlineTitle(headline.id));
    expect(model.ablation.figures).toHaveLength(9);
    expect(section).toContain('class="standing-supported"');
    expect(section).toContain('paced departure needs fq');
    expect(section).not.toContain('class="absent"');
  });

  it('say so where no tuning can be told', () => {
    const alone = madeRun({ plan: { scenarios: ['A'], only: ['rtt'] } });
    const shown = sectionsOf(buildReport(alone.run, alone.records)).find(({ id }) => id === 'tunings');
    expect(shown?.body.text).toContain('no two of its scenarios differ in one tuning');
  });

  it('say once what cannot be added up, where a scenario between was not measured', () => {
    const made = madeRun({ plan: { profile: 'ablation', scenarios: ['D', 'D+bbr-host-routing', 'E'] } });
    const some = buildReport(made.run, made.records);
    const page = sectionsOf(some).find(({ id }) => id === 'tunings')?.body.text ?? '';
    for (const text of [ablationText(some.ablation, 'lab', english), page]) {
      expect(text.split('nothing is added up')).toHaveLength(2);
      expect(text.split('together only is not known')).toHaveLength(2);
    }
    expect(section).not.toContain('nothing is added up');
  });

  it('are the same figures in Markdown, in both languages', () => {
    expect(renderMarkdown(model, 'en', true)).toContain('BBR congestion control (forward, backward)');
    expect(renderMarkdown(model, 'ko', true)).toContain('BBR 혼잡 제어(정방향, 역방향)');
  });

  it('stand in a terminal within 150 columns', () => {
    const lines = ablationText(model.ablation, 'lab', english).split('\n');
    const [top = ''] = lines;
    expect(top.length).toBeLessThanOrEqual(150);
    expect(lines).toContainEqual(
      expect.stringMatching(/^ {2}Together, beyond each alone +\d+ .* equivalent/),
    );
  });
});
