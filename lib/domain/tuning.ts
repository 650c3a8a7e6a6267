import { type KernelFeature, kernelNeeds, prerequisites } from './ablation/prerequisites.ts';

/** The eight tunings that turn scenario D into E, in the order of the published report. */
export const tuningIds = [
  'socket-lb',
  'host-routing',
  'bpf-masquerade',
  'bandwidth-manager',
  'bbr',
  'native-routing',
  'larger-ct',
  'hubble-off',
] as const;
export type TuningId = (typeof tuningIds)[number];

const titles: Readonly<Record<TuningId, string>> = {
  'socket-lb': 'Socket-level load balancing',
  'host-routing': 'BPF host routing',
  'bpf-masquerade': 'BPF masquerade',
  'bandwidth-manager': 'Bandwidth Manager',
  bbr: 'BBR congestion control',
  'native-routing': 'Native routing',
  'larger-ct': 'Larger connection-tracking tables',
  'hubble-off': 'Hubble off',
};

export interface Tuning {
  readonly id: TuningId;
  readonly title: string;
  /** Tunings without which the Cilium agent refuses this one or falls back. */
  readonly requires: readonly TuningId[];
  /** What the node's kernel must have. */
  readonly kernelNeeds: readonly KernelFeature[];
}

/** The catalogue; why a tuning needs another is in the graph (ablation/prerequisites.ts). */
export const tunings: readonly Tuning[] = tuningIds.map((id) => ({
  id,
  title: titles[id],
  requires: prerequisites.filter(({ tuning }) => tuning === id).map(({ needs }) => needs),
  kernelNeeds: kernelNeeds.filter(({ tuning }) => tuning === id).map(({ kernel }) => kernel),
}));

/** Entries of Cilium's connection-tracking tables under `larger-ct`; the default is sized by memory. */
export const ctTableEntries = { tcp: 1_048_576, any: 524_288 } as const;

/** A tuning after everything that it needs. */
export function withRequirements(id: TuningId): TuningId[] {
  const requires = tunings.find((tuning) => tuning.id === id)?.requires ?? [];
  return [...new Set([...requires.flatMap(withRequirements), id])];
}
