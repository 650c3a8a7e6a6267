import { describe, expect, it } from '@jest/globals';
import { buildReport } from '../../lib/report/model.ts';
import { renderText } from '../../lib/report/text.ts';
import { type SampleOptions, sampleRun } from '../support/sample-run.ts';

function textOf(options?: SampleOptions, colour = false): string {
  const { run, records } = sampleRun(options);
  return renderText(buildReport(run, records), { colour });
}

describe('the table that ends a run', () => {
  it('fits a terminal and holds no colours unless told', () => {
    const text = textOf();
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(110);
    expect(text).not.toContain('\u001b');
    expect(textOf({}, true)).toContain('\u001b[31mworse');
  });

  it('has the declared figures with unit, interval, n and verdict', () => {
    const text = textOf();
    expect(text).toContain('TCP throughput, one stream, Gbit/s');
    expect(text).toMatch(/ {2}B +9\.\d\d +9\.\d\d - 9\.\d\d +6 +\+3\d % \(\+\d+ to \+\d+ %\) +worse \*/);
    expect(text).toContain('too few, 5 of 6');
    expect(text).not.toContain('A~twin');
  });

  it('says what a lab’s figures are, and what could not be shown', () => {
    const text = textOf({ unavailable: 'C' });
    expect(text).toContain('ratios carry over, absolute figures do not');
    expect(text).toContain('model-C: unavailable (needs root');
    expect(text).toMatch(/model-C +no value/);
  });

  it('says when the floor was not measured and the run did not end', () => {
    const { run, records } = sampleRun({ plan: { scenarios: ['A', 'B'] } });
    const text = renderText(buildReport(run, records.slice(0, 20)), { colour: false });
    expect(text).toContain('Noise floor: not measured.');
    expect(text).toMatch(/Unfinished: \d+ of \d+ steps\./);
  });
});
