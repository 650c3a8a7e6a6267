/**
 * How long it takes to draw the report of a run of 100,000 samples, and whether that grows in proportion:
 * its model, and model and page together, from twice as many blocks as once. Processor time, which other
 * load on the host does not lengthen as it does wall time. Prints the ratios.
 *
 *   npm run bench:aggregate
 */
import { countedSteps } from '../lib/domain/journal.ts';
import { renderHtml } from '../lib/report/html.ts';
import { buildReport } from '../lib/report/model.ts';
import { sampleRun } from '../test/support/sample-run.ts';

interface Timed {
  readonly samples: number;
  readonly modelMillis: number;
  readonly pageMillis: number;
}

function timed(blocks: number): Timed {
  const { run, records } = sampleRun({ plan: { blocks, profile: 'standard' } });
  const samples = [...countedSteps(records).values()].reduce((sum, step) => sum + step.samples.length, 0);
  const median = (work: () => void) => {
    const runs = Array.from({ length: 5 }, () => {
      const began = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1000;
    }).sort((a, b) => a - b);
    return runs[2] ?? Number.NaN;
  };
  return {
    samples,
    modelMillis: median(() => buildReport(run, records)),
    pageMillis: median(() => renderHtml(buildReport(run, records))),
  };
}

const blocksFor = (samples: number) => {
  const one = timed(6);
  return Math.ceil((6 * samples) / one.samples);
};

const half = timed(blocksFor(50_000));
const whole = timed(blocksFor(100_000));
for (const { samples, modelMillis, pageMillis } of [half, whole])
  console.log(
    `${String(samples).padStart(7)} samples  summed up ${modelMillis.toFixed(0).padStart(6)} ms, whole page ${pageMillis.toFixed(0).padStart(6)} ms (medians of 5)`,
  );
const more = whole.samples / half.samples;
const ratio = (of: (one: Timed) => number) => (of(whole) / of(half) / more).toFixed(2);
console.log(
  `time a sample, whole over half  summed up ${ratio((one) => one.modelMillis)}, whole page ${ratio((one) => one.pageMillis)}`,
);
