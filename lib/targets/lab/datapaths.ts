import type { Scenario } from '../../domain/scenario.ts';
import type { Routing, Services, Underlay } from './datapath.ts';

/** Which parts a scenario or variant is made of, decided by its tunings alone. */
export interface Composition {
  readonly underlay: Underlay['kind'];
  readonly routing: Routing['kind'];
  readonly services: Services['kind'];
  readonly congestion: 'cubic' | 'bbr';
}

/** The composition that a scenario's CNI and tunings ask for. */
export function compositionOf(scenario: Scenario): Composition {
  const has = (tuning: Scenario['tunings'][number]) => scenario.tunings.includes(tuning);
  return {
    underlay: scenario.cni === 'vpc-cni' || has('native-routing') ? 'native' : 'vxlan',
    routing: has('host-routing') ? 'bpf' : 'stack',
    services: has('socket-lb') ? 'socket-lb' : 'iptables',
    congestion: has('bbr') ? 'bbr' : 'cubic',
  };
}
