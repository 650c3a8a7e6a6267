import { longestCreationAndDeletionHours } from './cost/deployment-hours.ts';
import type { ProfileId } from './profile-id.ts';
import { stageIds, stageLimitSeconds } from './stage.ts';

const stageHours = (stageIds.length * stageLimitSeconds) / 3600;

/** How much longer a profile measures than `standard`. */
const stretch: Readonly<Record<ProfileId, number>> = {
  quick: 0.5,
  standard: 1,
  full: 2,
  scaling: 0.5,
  ablation: 0.5,
  claims: 0.5,
  published: 1,
};

/**
 * After how many whole hours a forgotten scenario is deleted: what its plan takes at most, and a quarter
 * more, since deleting a cluster that still measures loses the rest of the run.
 */
export function timeToLiveHours(profile: ProfileId): number {
  return Math.ceil((longestCreationAndDeletionHours + stageHours * stretch[profile]) * 1.25);
}
