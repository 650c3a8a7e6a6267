import type { Mark } from '../../domain/sample.ts';

/** What a mark means, for a reader who meets it for the first time. */
export const markReasons: Readonly<Record<Mark, string>> = {
  'sender-limited': 'the sender could not offer more: the path was not the limit',
  'target-not-reached': 'less than 99 % of the rate asked for was reached',
  'server-bound': 'the application used its processor up: the figure describes it, not the datapath',
  disturbed: 'steal or foreign load stood beside it, and no quiet repetition was to be had',
  'few-events': 'fewer events than the percentile needs',
};
