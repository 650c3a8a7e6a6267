import { type BaseScenarioId, baseScenarioIds, parseScenario, type Scenario } from '../scenario.ts';
import { ctTableEntries, type TuningId, tuningIds } from '../tuning.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { type Differences, differencesFrom } from './datapath-proof.ts';

/** Which scenario a cluster is. */
export type Recognition =
  | { readonly scenario: Scenario; readonly platform: Differences['platform'] }
  /** It is none of ours; `nearest` is the one that it differs from in fewest keys. */
  | { readonly nearest: Scenario; readonly differences: Differences['datapath'] };

/**
 * Names the scenario that a cluster really is: one of the five, or a variant with other tunings. Nothing is
 * taken from labels or from Helm; only what the datapath is counts.
 */
export function recognise(facts: ClusterFacts): Recognition {
  const candidates = [...baseScenarioIds.map((id) => parseScenario(id)), ...variantOf(facts)];
  const judged = candidates.map((scenario) => ({ scenario, ...differencesFrom(scenario, facts) }));
  const [best] = judged.toSorted((one, other) => one.datapath.length - other.datapath.length);
  if (!best) throw new Error('there are no scenarios');
  const { scenario, datapath, platform } = best;
  return datapath.length === 0 ? { scenario, platform } : { nearest: scenario, differences: datapath };
}

/** The Cilium scenario with the tunings that the agents say are on, by the name with the fewest changes. */
function variantOf({ nodes }: ClusterFacts): Scenario[] {
  const [node] = nodes;
  if (node?.['socket-lb'] === undefined) return [];
  const on: Readonly<Record<TuningId, boolean>> = {
    'socket-lb': node['kube-proxy-replacement'] === true && node['socket-lb'] === true,
    'host-routing': node['host-routing'] === 'bpf',
    'bpf-masquerade': node.masquerade === 'bpf',
    'bandwidth-manager': node['bandwidth-manager'] === true,
    bbr: node['congestion-control'] === 'bbr',
    'native-routing': node.routing === 'native',
    'larger-ct': node['ct-entries-tcp'] === ctTableEntries.tcp,
    'hubble-off': node.hubble === false,
  };
  const names = baseScenarioIds
    .filter((id) => id !== 'A')
    .filter((id) => sameFoundation(id, on))
    .map((id) => {
      const has = new Set(parseScenario(id).tunings);
      const changes = tuningIds.filter((tuning) => has.has(tuning) !== on[tuning]);
      return { id, changes: changes.map((tuning) => `${on[tuning] ? '+' : '-'}${tuning}`) };
    })
    .toSorted((one, other) => one.changes.length - other.changes.length);
  const [shortest] = names;
  return shortest && shortest.changes.length > 0
    ? [parseScenario(`${shortest.id}${shortest.changes.join('')}`)]
    : [];
}

/** Tunings that make another of the five are no change within one. */
function sameFoundation(id: BaseScenarioId, on: Readonly<Record<TuningId, boolean>>): boolean {
  const { tunings } = parseScenario(id);
  return (['socket-lb', 'native-routing'] as const).every(
    (tuning) => tunings.includes(tuning) === on[tuning],
  );
}
