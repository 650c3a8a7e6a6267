import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { countedSteps } from '../../lib/domain/journal.ts';
import { distributionOf, quantileOf } from '../../lib/domain/statistics/distribution.ts';
import { readCalls } from '../../lib/results/read-calls.ts';
import { rawText } from '../../lib/results/run-files.ts';
import { recorded } from '../suite/probes/recorded.ts';
import { temporaryFolder } from '../support/folders.ts';
import { sampleRun } from '../support/sample-run.ts';

const { run, records } = sampleRun({ plan: { only: ['rtt', 'http', 'tcp'], scenarios: ['A', 'C'] } });
const steps = [...countedSteps(records).values()];
const chained = steps.filter(
  ({ point }) => point === 'rtt.via=pod' || point.includes('server=fast-http.qps=1000.keepalive=true'),
);

describe('the calls of a run', () => {
  it('are read of the points of which chains are made, and of no others', async () => {
    await using folder = await temporaryFolder();
    for (const { raw = '', point } of steps) {
      await mkdir(dirname(join(folder.path, raw)), { recursive: true });
      const name = point.startsWith('rtt') ? 'rtt.pod' : 'http.fast-1000';
      await writeFile(join(folder.path, raw), rawText(recorded(name)));
    }
    const calls = await readCalls(folder.path, run, records);
    expect([...calls.keys()].sort()).toEqual(chained.map(({ step }) => step).sort());
    expect(new Set(chained.map(({ point }) => point.split('.')[0]))).toEqual(new Set(['rtt', 'http']));
    const roundTrips = calls.get(chained.find(({ point }) => point === 'rtt.via=pod')?.step ?? '');
    // What the recording's own percentile says, in microseconds, within a bucket.
    const [, measured] = recorded('rtt.pod').map(({ stdout }) => JSON.parse(stdout).DurationHistogram);
    const p50 = 1e6 * measured.Percentiles[0].Value;
    const distribution = distributionOf(roundTrips ?? []);
    const { low, high } = distribution.ok ? quantileOf(distribution.figure, 0.5) : { low: Number.NaN };
    expect(low).toBeLessThanOrEqual(p50);
    expect(high).toBeGreaterThanOrEqual(p50);
    expect(roundTrips?.reduce((sum, { count }) => sum + count, 0)).toBe(measured.Count);
  });

  it('are left out where a raw output is missing, torn or of another tool', async () => {
    await using folder = await temporaryFolder();
    const [torn, foreign, short, good] = chained.filter(({ point }) => point === 'rtt.via=pod');
    const texts: [typeof torn, string][] = [
      [torn, rawText(recorded('rtt.pod')).slice(0, 900)],
      [foreign, rawText(recorded('tcp.streams-1'))],
      [short, '{"stdout":""}'],
      [good, rawText(recorded('rtt.pod'))],
    ];
    for (const [step, text] of texts) {
      const path = join(folder.path, step?.raw ?? '');
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    expect([...(await readCalls(folder.path, run, records)).keys()]).toEqual([good?.step]);
  });
});
