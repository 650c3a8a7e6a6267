import { InputError } from '../domain/input-error.ts';
import type { Plan } from '../domain/plan.ts';
import { policyCaseIds } from '../domain/policy/policy-matrix.ts';
import { parseScenario } from '../domain/scenario.ts';
import { type StageId, stageIds, stageOf } from '../domain/stage.ts';
import { drawSection, layBlocks, type Section } from './lay-blocks.ts';
import type { ProfileEntry } from './profile-entries.ts';
import { type Profile, type ProfileId, profiles } from './profiles.ts';
import { seededRandom } from './random.ts';

export interface PlanRequest {
  readonly profile: ProfileId;
  /** Whole number, 0 to 2^32 - 1. */
  readonly seed: number;
  /** Names of scenarios, variants or twins, in the order of the report. */
  readonly scenarios: readonly string[];
  /** Probe ids, or `policy`: only these; a staged plan has its host controls besides. */
  readonly only?: readonly string[];
  /** Whether the target can try policies, as a cluster can. @default false */
  readonly policies?: boolean;
  /** Whether the target can make a bottleneck of a link, as the lab can. @default false */
  readonly shapedLinks?: boolean;
  /** Instead of the profile's number of repetitions; in a staged plan of each stage. */
  readonly blocks?: number;
  /**
   * `interleaved`: every block measures everything. `staged`: a cluster is measured in stages, one after the
   * other, each with blocks of its own. Interleaved when left out.
   */
  readonly layout?: 'interleaved' | 'staged';
}

/** What `only` calls the policy matrix, beside the ids of probes. */
export const policyStep = 'policy';

/**
 * Lays out a run: blocks, in each the service levels in shuffled order, in each level the steps of all
 * scenarios in shuffled order, so that a drift of the host meets all scenarios alike.
 * @throws InputError when a scenario is unknown, named twice, or nothing is left to measure
 */
export function buildPlan(request: PlanRequest): Plan {
  const profile = profiles[request.profile];
  const scenarios = request.scenarios.map((name) => checkedScenario(name));
  const repeated = scenarios.find((scenario, index) => scenarios.indexOf(scenario) !== index);
  if (repeated) throw new InputError(`--scenarios: ${repeated} is named twice`);
  const entries = profile.entries.filter(
    ({ point, condition }) =>
      (!request.only || request.only.includes(point.probe)) &&
      (condition === undefined || request.shapedLinks === true),
  );
  const policies = request.policies === true && (request.only?.includes(policyStep) ?? true);
  if (entries.length === 0 && !policies) {
    const known = [...new Set(profile.entries.map((entry) => entry.point.probe))].join(', ');
    throw new InputError(`--only: the profile ${profile.id} has ${known}, not ${request.only?.join(', ')}`);
  }
  const staged = request.layout === 'staged';
  const sections: readonly (Section & { stage?: StageId })[] =
    entries.length === 0
      ? []
      : staged
        ? stagedSections(profile, entries, request.blocks)
        : [{ entries, firstBlock: 0, blockCount: request.blocks ?? profile.blocks }];
  const random = seededRandom(request.seed);
  const blocks = sections
    .map((section) => drawSection(section, random))
    .flatMap((section) => layBlocks(section, scenarios, random));
  const laid = sections.flatMap((section) => section.entries);
  const points = [...new Map(laid.map((entry) => [entry.point.id, entry.point])).values()];
  const stages = stageIds.map((id) => ({
    id,
    blocks: sections.filter(({ stage }) => stage === id).flatMap(indexesOf),
  }));
  const plan = {
    seed: request.seed,
    profile: profile.id,
    scenarios,
    points,
    blocks,
    ...(policies && { policies: [...policyCaseIds] }),
  };
  return staged ? { ...plan, stages } : plan;
}

/** One section a stage that has something to measure, each with the host controls in all of its blocks. */
function stagedSections(profile: Profile, entries: readonly ProfileEntry[], blocks: number | undefined) {
  const inEveryBlock = new Set(profile.hostControls.map(({ point }) => point.id));
  const measured = entries.filter(({ point }) => !inEveryBlock.has(point.id));
  const levels = new Map<string, Set<number>>();
  for (const { point, services } of measured)
    levels.set(point.id, new Set([...(levels.get(point.id) ?? []), ...services]));
  const byStage = Map.groupBy(measured, ({ point }) => stageOf(point, levels.get(point.id) ?? new Set()));
  let firstBlock = 0;
  return stageIds
    .filter((stage) => byStage.has(stage))
    .map((stage) => {
      const blockCount = blocks ?? profile.stagedBlocks?.[stage] ?? profile.blocks;
      const section = {
        stage,
        entries: [...profile.hostControls, ...(byStage.get(stage) ?? [])],
        firstBlock,
        blockCount,
      };
      firstBlock += blockCount;
      return section;
    });
}

function indexesOf({ firstBlock, blockCount }: Section): number[] {
  return Array.from({ length: blockCount }, (_, ordinal) => firstBlock + ordinal);
}

function checkedScenario(name: string): string {
  try {
    return parseScenario(name).name;
  } catch (error) {
    throw new InputError(`--scenarios: ${error instanceof Error ? error.message : String(error)}`);
  }
}
