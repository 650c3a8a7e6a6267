import { type ProfileId, profileIds } from '../domain/profile-id.ts';
import type { StageId } from '../domain/stage.ts';
import {
  breadth,
  claims,
  congestion,
  controls,
  costs,
  few,
  headlines,
  type ProfileEntry,
  published,
  publishedLevels,
  scaling,
  sharedControls,
} from './profile-entries.ts';

export { type ProfileId, profileIds };

export interface Profile {
  readonly id: ProfileId;
  readonly summary: string;
  /** Repetitions: an interval of a median needs six. */
  readonly blocks: number;
  readonly entries: readonly ProfileEntry[];
  /** In every block of a staged plan: clusters are compared by what each adds to its own hosts. */
  readonly hostControls: readonly ProfileEntry[];
  /** Repetitions of stages that would not end in time with `blocks` of them. */
  readonly stagedBlocks?: Partial<Readonly<Record<StageId, number>>>;
}

const beside = {
  connect: [104, 5000],
  keepalive: publishedLevels,
  http: [104, 1000, 5000],
  close: publishedLevels,
};
const alone = { ...beside, connect: publishedLevels, http: publishedLevels };

const tuned = { tcp: 1, short: 0.5 };
const quick = { tcp: 1, short: 0.4 };
const claimed = { tcp: 5, short: 1 };
const standard = { tcp: 5, short: 3 };
const full = { tcp: 10, short: 5 };

export const profiles: Readonly<Record<ProfileId, Profile>> = {
  quick: {
    id: 'quick',
    summary: 'six blocks of the headline points, one pass of the rest; minutes',
    blocks: 6,
    entries: [
      ...headlines(quick),
      ...sharedControls(quick),
      ...breadth(quick, 'once'),
      ...scaling(quick, 'once', { ...beside, keepalive: [few, 1000], http: [1000], close: [few, 1000] }),
    ],
    hostControls: controls(quick),
  },
  standard: {
    id: 'standard',
    summary: 'six blocks of everything',
    blocks: 6,
    entries: [
      ...headlines(standard),
      ...controls(standard),
      ...costs(standard.tcp),
      ...breadth(standard, 'every-block'),
      ...scaling(standard, 'every-block', beside),
    ],
    hostControls: controls(standard),
  },
  full: {
    id: 'full',
    summary: 'ten blocks of everything, longer steps; hours',
    blocks: 10,
    entries: [
      ...headlines(full),
      ...controls(full),
      ...costs(full.tcp),
      ...breadth(full, 'every-block'),
      ...scaling(full, 'every-block', beside),
    ],
    hostControls: controls(full),
    stagedBlocks: { scaling: 6 },
  },
  scaling: {
    id: 'scaling',
    summary: 'what the number of Services costs, ten blocks of nothing else',
    blocks: 10,
    entries: scaling({ tcp: 1, short: 1 }, 'every-block', alone),
    hostControls: controls({ tcp: 1, short: 1 }),
    stagedBlocks: { scaling: 7 },
  },
  ablation: {
    id: 'ablation',
    summary:
      'what each tuning does to the headline points, eight blocks; in the lab through a bottleneck, too',
    blocks: 8,
    entries: [...headlines(tuned), ...sharedControls(tuned), ...congestion(3)],
    hostControls: controls(tuned),
  },
  claims: {
    id: 'claims',
    summary: "what the published report's seven claims can be judged by, ten blocks",
    blocks: 10,
    entries: [...claims(claimed), ...sharedControls(claimed)],
    hostControls: controls(claimed),
  },
  published: {
    id: 'published',
    summary: "the published report's own method, three blocks",
    blocks: 3,
    entries: published(10),
    hostControls: controls({ tcp: 10, short: 10 }),
  },
};
