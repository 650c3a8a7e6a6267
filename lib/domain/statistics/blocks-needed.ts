import { halfWidth } from './paired-ratio.ts';

/** Beyond this many blocks nobody waits for an answer. */
export const mostBlocks = 1000;

/**
 * The fewest blocks whose interval would be narrower than `distance` to either side, if centre and
 * spread stayed as they are. They will not stay exactly: half of the time a few more are needed.
 * @param distance from the centre to the nearest bound that decides, on the logarithmic scale
 * @returns undefined when more than `mostBlocks` were needed
 */
export function blocksNeeded(logDeviation: number, distance: number, level: number): number | undefined {
  const settles = (n: number) => halfWidth(logDeviation, n, level) < distance;
  if (!settles(mostBlocks)) return undefined;
  let [low, high] = [1, mostBlocks];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (settles(middle)) high = middle;
    else low = middle;
  }
  return high;
}
