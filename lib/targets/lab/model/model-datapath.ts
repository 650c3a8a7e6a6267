import { whyNotShown } from '../../../domain/ablation/switchable.ts';
import type { Scenario } from '../../../domain/scenario.ts';
import type { TuningId } from '../../../domain/tuning.ts';
import type { Facts } from '../../../suite/ports.ts';
import type { Capabilities } from '../capabilities.ts';
import type { Datapath } from '../datapath.ts';
import type { Composition } from '../datapaths.ts';
import { iptablesServices } from '../services-iptables.ts';
import { nativeUnderlay } from '../underlay-native.ts';
import { modelRouting } from './routing.ts';
import { socketLb } from './socket-lb.ts';
import { externalVxlan } from './vxlan.ts';

/** Tunings that nothing here shows, by what a testbed's facts call them; why stands in the domain. */
const unmodelled: readonly { tuning: TuningId; fact: string }[] = [
  { tuning: 'bandwidth-manager', fact: 'bandwidth manager' },
  { tuning: 'bpf-masquerade', fact: 'eBPF masquerade' },
  { tuning: 'larger-ct', fact: 'larger connection tables' },
  { tuning: 'hubble-off', fact: 'Hubble' },
];

/**
 * Programs of ours that show the mechanisms of Cilium's scenarios C, D and E. Never to be called
 * Cilium: they have a trivial connection table and no policy, which flatters them.
 */
export function modelDatapath(
  scenario: Scenario,
  { underlay, routing: kind, services, congestion }: Composition,
  host: Capabilities,
): Datapath {
  const routing = modelRouting(underlay, kind, host.iptables);
  return {
    label: `model-${scenario.name}`,
    underlay: underlay === 'native' ? nativeUnderlay : externalVxlan,
    routing: { ...routing, facts: async (lab) => ({ ...(await routing.facts(lab)), ...limitsOf(scenario) }) },
    services: services === 'socket-lb' ? socketLb() : iptablesServices(host.iptables),
    congestion,
  };
}

/** That it is a model, and which of the scenario's tunings have no counterpart in it. */
export function limitsOf(scenario: Scenario): Facts {
  const missing = unmodelled.filter(({ tuning }) => scenario.tunings.includes(tuning));
  return {
    model: true,
    ...Object.fromEntries(
      missing.map(({ fact, tuning }) => [fact, `not modelled: ${whyNotShown('lab', tuning)?.en}`]),
    ),
  };
}
