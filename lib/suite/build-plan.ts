import { InputError } from '../domain/input-error.ts';
import { type Block, type Level, type Plan, type Step, servicesPoint } from '../domain/plan.ts';
import { hostControl, parseScenario } from '../domain/scenario.ts';
import { type ProfileEntry, type ProfileId, profiles } from './profiles.ts';
import { type Random, seededRandom } from './random.ts';

export interface PlanRequest {
  readonly profile: ProfileId;
  /** Whole number, 0 to 2^32 - 1. */
  readonly seed: number;
  /** Names of scenarios, variants or twins, in the order of the report. */
  readonly scenarios: readonly string[];
  /** Probe ids: measure only these. */
  readonly only?: readonly string[];
  /** Instead of the profile's number of repetitions. */
  readonly blocks?: number;
}

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
    (entry) => !request.only || request.only.includes(entry.point.probe),
  );
  if (entries.length === 0) {
    const known = [...new Set(profile.entries.map((entry) => entry.point.probe))].join(', ');
    throw new InputError(`--only: the profile ${profile.id} has ${known}, not ${request.only?.join(', ')}`);
  }
  const random = seededRandom(request.seed);
  const blockCount = request.blocks ?? profile.blocks;
  const chosenBlock = spreadOnce(entries, blockCount, random);
  const places = stratifiedPlaces(blockCount, random);
  const blocks = Array.from({ length: blockCount }, (_, index): Block => {
    const here = entries.flatMap((entry) =>
      entry.services
        .filter((services) => entry.cadence === 'every-block' || chosenBlock(entry, services) === index)
        .map((services) => ({ entry, services })),
    );
    const levels = random.shuffled([...new Set(here.map((item) => item.services))]).map((services): Level => {
      const present = here.filter((item) => item.services === services).map((item) => item.entry);
      return layLevel({ block: index, services, place: places[index] ?? 0, scenarios, present, random });
    });
    return { index, levels };
  });
  const points = [...new Map(entries.map((entry) => [entry.point.id, entry.point])).values()];
  return { seed: request.seed, profile: profile.id, scenarios, points, blocks };
}

interface LevelRequest {
  readonly block: number;
  readonly services: number;
  readonly place: number;
  readonly scenarios: readonly string[];
  readonly present: readonly ProfileEntry[];
  readonly random: Random;
}

function layLevel({ block, services, place, scenarios, present, random }: LevelRequest): Level {
  const step = (scenario: string, point: string): Step => ({
    id: `b${String(block + 1).padStart(2, '0')}-s${services}-${scenario}-${point}`,
    scenario,
    point,
  });
  const measurements = scenarios.flatMap((scenario) =>
    present
      .filter((entry) => isMeasuredAt(scenario, entry, scenarios))
      .map((entry) => step(scenario, entry.point.id)),
  );
  const involved = new Set(measurements.map((measurement) => measurement.scenario));
  const preparations = random
    .shuffled([...involved])
    .filter((scenario) => scenario !== hostControl.name)
    .map((scenario) => step(scenario, servicesPoint));
  return {
    services,
    // One place for all scenarios of the block: the draw shall not pass for a difference between them.
    places: Object.fromEntries([...involved].map((scenario) => [scenario, place])),
    steps: [...preparations, ...random.shuffled(measurements)],
  };
}

/**
 * Gives each point that is measured once a block of its own choosing, the same for all scenarios, such
 * that blocks take about the same time.
 */
function spreadOnce(
  entries: readonly ProfileEntry[],
  blockCount: number,
  random: Random,
): (entry: ProfileEntry, services: number) => number {
  const once = entries
    .filter((entry) => entry.cadence === 'once')
    .flatMap((entry) => entry.services.map((services) => `${entry.point.id}@${services}`));
  const order = new Map(random.shuffled(once).map((key, index) => [key, index % blockCount]));
  return (entry, services) => order.get(`${entry.point.id}@${services}`) ?? 0;
}

/**
 * Where the measured Service stands in the chain, block by block: one draw from each n-th of the chain,
 * in random order, so that few blocks still cover it evenly. kube-proxy itself draws anew at each sync.
 */
function stratifiedPlaces(blockCount: number, random: Random): number[] {
  const strata = random.shuffled(Array.from({ length: blockCount }, (_, index) => index));
  return strata.map((stratum) => (stratum + random.fraction()) / blockCount);
}

function isMeasuredAt(scenario: string, entry: ProfileEntry, scenarios: readonly string[]): boolean {
  const control = entry.point.params.via === 'host';
  // The host alone has no pods and no Services, and is the control itself.
  if (scenario === hostControl.name) return control;
  // A twin only tells the noise of what is compared.
  if (parseScenario(scenario).twin && entry.cadence === 'once') return false;
  return entry.scenarios !== 'first' || scenario === scenarios[0];
}

function checkedScenario(name: string): string {
  try {
    return parseScenario(name).name;
  } catch (error) {
    throw new InputError(`--scenarios: ${error instanceof Error ? error.message : String(error)}`);
  }
}
