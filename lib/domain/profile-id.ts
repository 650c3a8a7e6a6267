/** How much a run measures; what each stands for is in the suite's profiles. */
export const profileIds = [
  'quick',
  'standard',
  'full',
  'scaling',
  'ablation',
  'claims',
  'published',
] as const;
export type ProfileId = (typeof profileIds)[number];
