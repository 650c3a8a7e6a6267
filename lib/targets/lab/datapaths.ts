import { stepOptions } from '../../domain/ablation/switchable.ts';
import { labelOf } from '../../domain/label.ts';
import { parseScenario, type Scenario } from '../../domain/scenario.ts';
import type { TuningId } from '../../domain/tuning.ts';
import type { Capabilities } from './capabilities.ts';
import type { Datapath, Routing, Services, Underlay } from './datapath.ts';
import { modelDatapath } from './model/model-datapath.ts';
import { stackRouting } from './routing-stack.ts';
import { iptablesServices } from './services-iptables.ts';
import { nativeUnderlay } from './underlay-native.ts';
import { vxlanUnderlay } from './underlay-vxlan.ts';

/** Which parts a scenario or variant is made of, decided by its CNI and tunings alone. */
export interface Composition {
  readonly underlay: Underlay['kind'];
  readonly routing: Routing['kind'];
  readonly services: Services['kind'];
  readonly congestion: 'cubic' | 'bbr';
}

/** The tunings that change a composition; the others have no counterpart on the lab. */
const modelledTunings = stepOptions('lab').switchable;

/** The composition that a scenario's CNI and tunings ask for. */
export function compositionOf(scenario: Scenario): Composition {
  const has = (tuning: TuningId) => scenario.tunings.includes(tuning);
  return {
    underlay: scenario.cni === 'vpc-cni' || has('native-routing') ? 'native' : 'vxlan',
    routing: has('host-routing') ? 'bpf' : 'stack',
    services: has('socket-lb') ? 'socket-lb' : 'iptables',
    congestion: has('bbr') ? 'bbr' : 'cubic',
  };
}

/** The parts of a scenario; new ones for each testbed, since parts may remember what they made. */
export function datapathOf(scenario: Scenario, host: Capabilities): Datapath {
  const composition = compositionOf(scenario);
  const { underlay, routing, services, congestion } = composition;
  // With a route for every pod the programs let packets pass to the stack, so Services may stand there, too.
  const overRoutes = scenario.cni === 'cilium' && underlay === 'native';
  if (routing === 'bpf' || services === 'socket-lb' || overRoutes)
    return modelDatapath(scenario, composition, host);
  return {
    label: labelOf('lab', scenario.name),
    underlay: underlay === 'native' ? nativeUnderlay : vxlanUnderlay,
    routing: stackRouting,
    services: iptablesServices(host.iptables),
    congestion,
  };
}

/** Why this host, or the lab as such, cannot show the scenario, in one line; undefined when it can. */
export function whyUnavailable(
  scenario: Scenario,
  datapath: Datapath,
  host: Capabilities,
): string | undefined {
  if (host.noNamespaces) return host.noNamespaces;
  if (host.missing.has('veth')) return 'the kernel has no veth links';
  const reason = [datapath.underlay, datapath.routing, datapath.services]
    .map((part) => part.unavailable(host))
    .find((why) => why !== undefined);
  if (reason) return reason;
  if (datapath.routing.kind === 'bpf' && datapath.services.kind === 'iptables')
    return 'host routing passes by the rules of kube-proxy: it needs socket-level balancing';
  if (host.missing.has('bbr') && datapath.congestion === 'bbr')
    return 'the kernel has no BBR congestion control';
  return indistinct(scenario);
}

/** A variant that has the composition of its base would measure the base twice under two names. */
function indistinct(scenario: Scenario): string | undefined {
  if (scenario.name.replace('~twin', '') === scenario.id) return undefined;
  const [ours, base] = [scenario, parseScenario(scenario.id)].map((each) =>
    JSON.stringify(compositionOf(each)),
  );
  if (ours !== base) return undefined;
  return `the lab has no counterpart of what ${scenario.name} changes: only ${modelledTunings.join(', ')}`;
}
