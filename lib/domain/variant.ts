import { parseScenario, type Scenario } from './scenario.ts';
import { type TuningId, tunings } from './tuning.ts';

/** Without these a scenario is one of the five: they are not added or removed by themselves. */
const makesAnotherScenario: ReadonlySet<TuningId> = new Set(['socket-lb', 'native-routing']);

/**
 * Reads the name of an ablation: a Cilium scenario with tunings added or removed, such as
 * `D+host-routing`.
 * @throws Error with one line that says why the Cilium agent could not run it, or what is allowed
 */
export function parseVariant(name: string): Scenario {
  const scenario = parseScenario(name);
  const base = parseScenario(scenario.id);
  if (scenario.twin) throw new Error(`"${name}": a second copy is a deployment of its own, not a variant`);
  if (scenario.cni !== 'cilium') throw new Error(`"${name}": only Cilium's scenarios B to E have variants`);
  const changed = tunings
    .map(({ id }) => id)
    .filter((id) => scenario.tunings.includes(id) !== base.tunings.includes(id));
  if (changed.length === 0) throw new Error(`"${name}": a variant adds or removes a tuning`);
  const other = changed.find((id) => makesAnotherScenario.has(id));
  if (other) throw new Error(`"${name}": ${other} makes another of the five scenarios, not a variant`);
  const [lack] = missingRequirements(scenario.tunings);
  if (lack) throw new Error(`"${name}": ${lack.tuning} needs ${lack.needs}`);
  return scenario;
}

/** What tunings ask for and do not find among themselves. */
export function missingRequirements(chosen: readonly TuningId[]): { tuning: TuningId; needs: TuningId }[] {
  return tunings
    .filter(({ id }) => chosen.includes(id))
    .flatMap(({ id, requires }) =>
      requires.filter((needs) => !chosen.includes(needs)).map((needs) => ({ tuning: id, needs })),
    );
}
