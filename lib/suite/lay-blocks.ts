import type { Block, Level, Step } from '../domain/plan.ts';
import { servicesPoint } from '../domain/plan.ts';
import { hostControl, parseScenario } from '../domain/scenario.ts';
import { isHostControl } from '../domain/stage.ts';
import type { ProfileEntry } from './profile-entries.ts';
import type { Random } from './random.ts';

/** Blocks that follow one another and measure the same. */
export interface Section {
  readonly entries: readonly ProfileEntry[];
  readonly firstBlock: number;
  readonly blockCount: number;
}

/** What is drawn for a section as a whole, before its steps are shuffled. */
export interface DrawnSection extends Section {
  chosenBlock(entry: ProfileEntry, services: number): number;
  /** By block: where the measured Service stands in the chain. */
  readonly places: readonly number[];
}

/**
 * Draws what does not depend on scenarios. Done for all sections before any of them is laid out, it is the same
 * for every list of scenarios: clusters that are measured by plans of their own have the same places.
 */
export function drawSection(section: Section, random: Random): DrawnSection {
  const { entries, firstBlock, blockCount } = section;
  const once = spreadOnce(entries, blockCount, random);
  return {
    ...section,
    chosenBlock: (entry, services) => firstBlock + once(entry, services),
    places: stratifiedPlaces(blockCount, random),
  };
}

/** In each block the service levels in shuffled order, in each level the steps of all scenarios in shuffled order. */
export function layBlocks(section: DrawnSection, scenarios: readonly string[], random: Random): Block[] {
  return Array.from({ length: section.blockCount }, (_, ordinal): Block => {
    const index = section.firstBlock + ordinal;
    const here = section.entries.flatMap((entry) =>
      entry.services
        .filter(
          (services) => entry.cadence === 'every-block' || section.chosenBlock(entry, services) === index,
        )
        .map((services) => ({ entry, services })),
    );
    const levels = random.shuffled([...new Set(here.map((item) => item.services))]).map((services): Level => {
      const present = here.filter((item) => item.services === services).map((item) => item.entry);
      const place = section.places[ordinal] ?? 0;
      return layLevel({ block: index, services, place, scenarios, present, random });
    });
    return { index, levels };
  });
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
  // The host alone has no pods and no Services, and is the control itself.
  if (scenario === hostControl.name) return isHostControl(entry.point);
  // A twin only tells the noise of what is compared.
  if (parseScenario(scenario).twin && entry.cadence === 'once') return false;
  return entry.scenarios !== 'first' || scenario === scenarios[0];
}
