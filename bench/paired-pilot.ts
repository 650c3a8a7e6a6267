import { type Pair, pairedRatio } from '../lib/domain/statistics/paired-ratio.ts';

const pilotPairs = 10;
/** Beyond that what is left is the spread of a machine that does too much besides. */
const mostPairs = 400;
/** Half of the 2 % that the interval must stay within, so that a true ratio of 1 passes with room. */
const wantedHalfWidth = 0.01;
const level = 0.9;

/**
 * Prints the ratio of the suite to the bare tool with its 90 % interval; how many pairs that takes is found
 * by a pilot.
 * @param measure makes so many pairs, the bare tool's reading as the reference
 */
export async function printPairedRatio(
  metric: string,
  measure: (count: number) => Promise<Pair[]>,
): Promise<void> {
  const pilot = pairedRatio(await measure(pilotPairs), level);
  if (!pilot.ok) throw new Error('the pilot has no ratio');
  const wanted = Math.ceil(((1.7 * pilot.figure.logDeviation) / wantedHalfWidth) ** 2);
  const n = Math.min(mostPairs, Math.max(pilotPairs, wanted));
  const ratio = pairedRatio(await measure(n), level);
  if (!ratio.ok) throw new Error('the pairs have no ratio');
  const { low, high } = ratio.figure;
  const inside = low > 0.98 && high < 1.02;
  console.log(
    `${metric.padEnd(16)} n ${String(n).padStart(3)} (pilot ${pilotPairs})  suite / bare ${ratio.figure.ratio.toFixed(4)}  ` +
      `90 % interval ${low.toFixed(4)} to ${high.toFixed(4)}  ${inside ? 'inside' : 'NOT inside'} 0.98 to 1.02`,
  );
}
