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

export interface Tuning {
  readonly id: TuningId;
  readonly title: string;
  /** Tunings without which the Cilium agent refuses this one or falls back (read in Cilium 1.16.5). */
  readonly requires: readonly TuningId[];
  /** What the node's kernel must have. */
  readonly kernelNeeds: readonly ('fq' | 'bbr')[];
}

export const tunings: readonly Tuning[] = [
  { id: 'socket-lb', title: 'Socket-level load balancing', requires: [], kernelNeeds: [] },
  { id: 'host-routing', title: 'BPF host routing', requires: ['bpf-masquerade'], kernelNeeds: [] },
  { id: 'bpf-masquerade', title: 'BPF masquerade', requires: ['socket-lb'], kernelNeeds: [] },
  { id: 'bandwidth-manager', title: 'Bandwidth Manager', requires: [], kernelNeeds: ['fq'] },
  {
    id: 'bbr',
    title: 'BBR congestion control',
    requires: ['host-routing', 'bandwidth-manager'],
    kernelNeeds: ['fq', 'bbr'],
  },
  { id: 'native-routing', title: 'Native routing', requires: [], kernelNeeds: [] },
  { id: 'larger-ct', title: 'Larger connection-tracking tables', requires: [], kernelNeeds: [] },
  { id: 'hubble-off', title: 'Hubble off', requires: [], kernelNeeds: [] },
];

/** Entries of Cilium's connection-tracking tables under `larger-ct`; the default is sized by memory. */
export const ctTableEntries = { tcp: 1_048_576, any: 524_288 } as const;

/** A tuning after everything that it needs. */
export function withRequirements(id: TuningId): TuningId[] {
  const requires = tunings.find((tuning) => tuning.id === id)?.requires ?? [];
  return [...new Set([...requires.flatMap(withRequirements), id])];
}
