import { type TuningId, tunings, withRequirements } from './tuning.ts';

/** The five datapaths that are compared. */
export const baseScenarioIds = ['A', 'B', 'C', 'D', 'E'] as const;
export type BaseScenarioId = (typeof baseScenarioIds)[number];

/** What a scenario is made of. Everything else about it follows from these fields. */
export interface ScenarioDefinition {
  readonly id: BaseScenarioId;
  readonly title: string;
  readonly cni: 'vpc-cni' | 'cilium';
  /** How a packet crosses from node to node. */
  readonly routing: 'native' | 'vxlan';
  /** Who turns a Service's address into a pod's. */
  readonly serviceLoadBalancing: 'kube-proxy-iptables' | 'ebpf-socket';
  readonly tunings: readonly TuningId[];
}

export const scenarioCatalogue: Readonly<Record<BaseScenarioId, ScenarioDefinition>> = {
  A: {
    id: 'A',
    title: 'VPC CNI + kube-proxy',
    cni: 'vpc-cni',
    routing: 'native',
    serviceLoadBalancing: 'kube-proxy-iptables',
    tunings: [],
  },
  B: {
    id: 'B',
    title: 'Cilium VXLAN + kube-proxy',
    cni: 'cilium',
    routing: 'vxlan',
    serviceLoadBalancing: 'kube-proxy-iptables',
    tunings: [],
  },
  C: {
    id: 'C',
    title: 'Cilium VXLAN without kube-proxy',
    cni: 'cilium',
    routing: 'vxlan',
    serviceLoadBalancing: 'ebpf-socket',
    tunings: ['socket-lb'],
  },
  D: {
    id: 'D',
    title: 'Cilium ENI native routing',
    cni: 'cilium',
    routing: 'native',
    serviceLoadBalancing: 'ebpf-socket',
    tunings: ['socket-lb', 'native-routing'],
  },
  E: {
    id: 'E',
    title: 'Cilium ENI native routing, tuned',
    cni: 'cilium',
    routing: 'native',
    serviceLoadBalancing: 'ebpf-socket',
    tunings: tunings.map((tuning) => tuning.id),
  },
};

/**
 * A scenario as it is run: one of the five, perhaps with tunings added or removed (a variant),
 * perhaps as the second copy of itself whose difference from the first is the noise floor (a twin).
 */
export interface Scenario extends Omit<ScenarioDefinition, 'tunings'> {
  /** `D`, `D+host-routing`, `E-hubble-off`, `A~twin`; also the key in plans and journals. */
  readonly name: string;
  readonly tunings: readonly TuningId[];
  readonly twin: boolean;
}

/**
 * What a machine without network namespaces can still show: servers and clients on its own loopback.
 * It has no pods and no Services, claims no datapath, and is compared with nothing.
 */
export const hostControl: Scenario = {
  ...scenarioCatalogue.A,
  name: 'host',
  title: 'This host alone, over its loopback',
  twin: false,
};

/**
 * A cluster whose datapath is none of the five: it can be measured, claims nothing, and its facts say what
 * it is.
 */
export const foreignDatapath: Scenario = {
  ...scenarioCatalogue.A,
  name: 'foreign',
  title: 'Another datapath',
  twin: false,
};

const namePattern = /^([A-E])((?:[+-][a-z]+(?:-[a-z]+)*)*?)(~twin)?$/;

/** Splits `+host-routing-hubble-off` at the signs that stand before the name of a tuning. */
function changesIn(text: string): { sign: '+' | '-'; tuning: TuningId }[] {
  const changes: { sign: '+' | '-'; tuning: TuningId }[] = [];
  let rest = text;
  while (rest !== '') {
    const known = tunings.find((tuning) => {
      const after = rest[1 + tuning.id.length];
      return rest.startsWith(tuning.id, 1) && (after === undefined || after === '+' || after === '-');
    });
    if (!known) throw new Error(`unknown tuning in "${rest.slice(1)}"`);
    changes.push({ sign: rest[0] === '+' ? '+' : '-', tuning: known.id });
    rest = rest.slice(1 + known.id.length);
  }
  return changes;
}

/**
 * Reads the name of a scenario, a variant or a twin. A tuning that is added brings what it needs:
 * `D+host-routing` has BPF masquerade as well.
 * @throws Error with one line that says what is wrong and what is allowed.
 */
export function parseScenario(name: string): Scenario {
  if (name === hostControl.name) return hostControl;
  if (name === foreignDatapath.name) return foreignDatapath;
  const [, base, changes = '', twin] = namePattern.exec(name) ?? [];
  if (!base)
    throw new Error(`"${name}" is not a scenario: use A, B, C, D, E, or a variant such as D+host-routing`);
  const definition = scenarioCatalogue[base as BaseScenarioId];
  const applied = new Set<TuningId>(definition.tunings);
  for (const { sign, tuning } of changesIn(changes)) {
    if (sign === '+') for (const id of withRequirements(tuning)) applied.add(id);
    else if (!applied.delete(tuning)) throw new Error(`"${name}": ${base} does not have ${tuning}`);
  }
  return {
    ...definition,
    name,
    twin: twin !== undefined,
    tunings: tunings.map((tuning) => tuning.id).filter((id) => applied.has(id)),
  };
}
