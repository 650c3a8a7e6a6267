import type { Pairing } from './pairing.ts';
import type { Mark } from './sample.ts';
import type { RatioInterval } from './statistics/paired-ratio.ts';
import type { Figure } from './statistics/result.ts';

/** Two series put in relation, by whatever design the runs allow. */
export interface Weighed extends Pick<Pairing, 'unpaired' | 'lost' | 'missing' | 'marked'> {
  readonly ratio: Figure<RatioInterval>;
  /** Blocks that stand behind the ratio; of the smaller side where nothing pairs them. */
  readonly have: number;
}

/** With one of these the figure describes the sender or the application, not the datapath. */
const disqualifying: readonly Mark[] = ['sender-limited', 'target-not-reached', 'server-bound'];

/**
 * Why the figures describe something else, or undefined.
 * A mark on one block in ten disqualifies as well: the marked blocks are the extreme ones, and a
 * comparison of what is left would be biased.
 */
export function disqualification({ marked, have: of }: Weighed): string | undefined {
  for (const mark of disqualifying) {
    const counts = marked.get(mark);
    if (!counts) continue;
    if (counts.value === 0) return `the reference is ${mark} in ${counts.reference} of ${of} blocks`;
    if (counts.reference === 0) return `${mark} in ${counts.value} of ${of} blocks`;
    return `both are ${mark}, in ${counts.value} and ${counts.reference} of ${of} blocks`;
  }
  return undefined;
}

/** In how many blocks one side or the other carries the mark. */
export function markedBlocks({ marked }: Weighed, mark: Mark): number {
  const counts = marked.get(mark);
  return counts ? Math.max(counts.reference, counts.value) : 0;
}

/**
 * Above this share of blocks without an answer what is left is no proof of sameness: steps fail where they
 * are slow, and without them two scenarios look alike.
 */
const lostShare = 0.1;

/** Whether too many blocks are missing for sameness to be shown. */
export function lacksBlocks({ have, lost }: Weighed): boolean {
  return lost > lostShare * (have + lost);
}

/** Says it in words. */
export function lostReason({ have, lost }: Weighed): string {
  return `the same in ${have} blocks, and no answer in ${lost}: sameness is not shown by what is missing`;
}
