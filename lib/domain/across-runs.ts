import type { Evidence } from './comparison.ts';
import { type Contrast, contrast } from './contrast.ts';
import { type Headline, headlines } from './headline.ts';
import { isTwin } from './label.ts';
import { type PlannedHeadline, plannedOf } from './planned-headline.ts';
import type { Run } from './run.ts';
import { simultaneousLevel } from './statistics/simultaneous.ts';
import { fewestBlocks } from './verdict.ts';

/** One declared figure of one scenario, in two runs. */
export interface AcrossRuns {
  readonly headline: Headline;
  readonly contrast: Contrast;
}

/** Which scenario of one run is held against which of the other. */
export interface Match {
  readonly value: string;
  readonly reference: string;
}

const ownScenarios = (run: Run) => run.plan.scenarios.filter((name) => !isTwin(name));

/**
 * Scenarios of one name belong together, as before and after a change. Two runs of one scenario each
 * belong together whatever their names, as with one cluster a scenario.
 * @returns empty when nothing belongs together
 */
export function matchedScenarios(value: Run, reference: Run): Match[] {
  const [ours, theirs] = [ownScenarios(value), ownScenarios(reference)];
  const common = ours.filter((name) => theirs.includes(name));
  if (common.length > 0) return common.map((name) => ({ value: name, reference: name }));
  const [one, ...more] = ours;
  const [other, ...others] = theirs;
  return one !== undefined && other !== undefined && more.length + others.length === 0
    ? [{ value: one, reference: other }]
    : [];
}

/**
 * The declared figures that both runs measure at the same point. The intervals of one scenario hold
 * together, as within a run.
 */
export function compareRuns(value: Evidence, reference: Evidence): AcrossRuns[] {
  const shared = sharedFigures(value.run, reference.run, headlines);
  const often = shared.filter(({ blocks }) => blocks >= fewestBlocks).length;
  const level = simultaneousLevel(Math.max(1, often));
  return shared.flatMap(({ headline, point, services }) =>
    matchedScenarios(value.run, reference.run).map((match) => {
      const place = { point, services, metric: headline.metric };
      return {
        headline,
        contrast: contrast(
          { evidence: value, key: { ...place, scenario: match.value } },
          { evidence: reference, key: { ...place, scenario: match.reference } },
          { level, standing: 'headline' },
        ),
      };
    }),
  );
}

/** What both plans measure of the declared figures, with the blocks of the one that has fewer. */
export function sharedFigures(value: Run, reference: Run, declared: readonly Headline[]): PlannedHeadline[] {
  const theirs = plannedOf(reference.plan, declared);
  return plannedOf(value.plan, declared).flatMap((ours) => {
    const same = theirs.find(
      ({ headline, point, services }) =>
        headline.id === ours.headline.id && point === ours.point && services === ours.services,
    );
    return same ? [{ ...ours, blocks: Math.min(ours.blocks, same.blocks) }] : [];
  });
}

/** How the two runs differ besides the scenario: each may be the reason of a difference. */
export function otherDifferences(value: Run, reference: Run): string[] {
  const facts = (run: Run) => ({
    target: run.target,
    'program version': run.generator,
    ...run.environment,
    ...run.tools,
    ...Object.fromEntries(run.plan.points.map(({ id, seconds }) => [`seconds of ${id}`, seconds])),
  });
  const [ours, theirs] = [new Map(Object.entries(facts(value))), new Map(Object.entries(facts(reference)))];
  return [...ours].flatMap(([name, fact]) => {
    const other = theirs.get(name);
    return other === undefined || other === fact ? [] : [`${name}: ${other} / ${fact}`];
  });
}
