import type { MetricId } from '../../domain/metric.ts';
import { type Absence, absences, type Mark, marks } from '../../domain/sample.ts';

export type TroubleKind = Absence | Mark | 'repeated' | 'voided' | 'not run';

/** One thing that went wrong in one block. */
export interface Incident {
  readonly kind: TroubleKind;
  /** In the record's words; of a mark its name, which the locales explain. */
  readonly reason: string;
  readonly block: number;
  /** The scenario as readers see it; absent for a whole block. */
  readonly label?: string;
  /** Absent where it struck all that was planned of the scenario. */
  readonly point?: string | undefined;
  readonly services?: number | undefined;
  readonly metric?: MetricId;
  readonly raw?: string;
}

/** One reason, and all that it struck: what a reader must know before believing the figures. */
export interface Trouble {
  readonly kind: TroubleKind;
  readonly reason: string;
  readonly point?: string;
  readonly services?: number;
  readonly labels: readonly string[];
  readonly metrics: readonly MetricId[];
  readonly blocks: readonly number[];
  readonly raw: readonly string[];
}

type Field = 'labels' | 'metrics' | 'blocks' | 'raw';
type Growing = Omit<Trouble, Field> & {
  labels: Set<string>;
  metrics: Set<MetricId>;
  blocks: Set<number>;
  raw: Set<string>;
};

/** What stops a figure comes before what is only to be known of it. */
const order: readonly TroubleKind[] = [...absences, 'not run', 'voided', 'repeated', ...marks];

function growing({ kind, reason, point, services }: Incident): Growing {
  return {
    kind,
    reason,
    ...(point === undefined ? {} : { point }),
    ...(services === undefined ? {} : { services }),
    labels: new Set(),
    metrics: new Set(),
    blocks: new Set(),
    raw: new Set(),
  };
}

/** Collects the blocks and metrics that one reason struck of one scenario at one point. */
function byScenario(incidents: Iterable<Incident>): Growing[] {
  const found = new Map<string, Growing>();
  for (const incident of incidents) {
    const { kind, reason, label, point, services, metric, block, raw } = incident;
    const id = JSON.stringify([kind, reason, label, point, services]);
    const entry = found.get(id) ?? growing(incident);
    found.set(id, entry);
    entry.blocks.add(block);
    if (label !== undefined) entry.labels.add(label);
    if (metric !== undefined) entry.metrics.add(metric);
    if (raw !== undefined) entry.raw.add(raw);
  }
  return [...found.values()];
}

/**
 * Puts alike incidents together: first the blocks and metrics of a scenario, then alike scenarios.
 * @param scenarioOrder labels in the order in which they are to be named
 */
export function together(incidents: Iterable<Incident>, scenarioOrder: readonly string[]): Trouble[] {
  const found = new Map<string, Growing>();
  for (const one of byScenario(incidents)) {
    const { kind, reason, point, services } = one;
    const blocks = [...one.blocks].sort((a, b) => a - b);
    const id = JSON.stringify([kind, reason, point, services, [...one.metrics], blocks]);
    const known = found.get(id);
    if (!known) {
      found.set(id, { ...one, blocks: new Set(blocks) });
      continue;
    }
    for (const label of one.labels) known.labels.add(label);
    for (const raw of one.raw) known.raw.add(raw);
  }
  return [...found.values()]
    .map(({ labels, metrics, blocks, raw, ...rest }) => ({
      ...rest,
      labels: scenarioOrder.filter((label) => labels.has(label)),
      metrics: [...metrics],
      blocks: [...blocks],
      raw: [...raw],
    }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
