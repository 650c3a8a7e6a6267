/**
 * How long it takes to sum up a run of 100,000 samples, and whether that grows in proportion: the
 * report's model of a run is built from twice as many blocks as once. Prints the ratio.
 *
 *   npm run bench:aggregate
 */
import { countedSteps } from '../lib/domain/journal.ts';
import { buildReport } from '../lib/report/model.ts';
import { sampleRun } from '../test/support/sample-run.ts';

function timed(blocks: number): { samples: number; millis: number } {
  const { run, records } = sampleRun({ plan: { blocks, profile: 'standard' } });
  const samples = [...countedSteps(records).values()].reduce((sum, step) => sum + step.samples.length, 0);
  const runs = Array.from({ length: 5 }, () => {
    const began = performance.now();
    buildReport(run, records);
    return performance.now() - began;
  }).sort((a, b) => a - b);
  return { samples, millis: runs[2] ?? Number.NaN };
}

const blocksFor = (samples: number) => {
  const one = timed(6);
  return Math.ceil((6 * samples) / one.samples);
};

const half = timed(blocksFor(50_000));
const whole = timed(blocksFor(100_000));
for (const { samples, millis } of [half, whole])
  console.log(`${String(samples).padStart(7)} samples  ${millis.toFixed(0).padStart(6)} ms (median of 5)`);
const ratio = whole.millis / half.millis / (whole.samples / half.samples);
console.log(`time a sample, whole over half  ${ratio.toFixed(2)}`);
