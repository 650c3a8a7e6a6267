import { countedSteps, type JournalRecord, type StepRecord } from '../../domain/journal.ts';
import { labelOf } from '../../domain/label.ts';
import type { MetricId } from '../../domain/metric.ts';
import type { Run } from '../../domain/run.ts';
import { missingSteps } from '../../domain/series.ts';
import { type Incident, type Trouble, type TroubleKind, together } from './incidents.ts';

export type { Trouble, TroubleKind } from './incidents.ts';

interface Step {
  readonly scenario: string;
  readonly point: string;
  readonly services: number;
  readonly block: number;
  readonly raw?: string | undefined;
}

type Place = Omit<Incident, 'kind' | 'reason' | 'metric'>;

interface Struck {
  readonly kind: TroubleKind;
  readonly reason: string;
  readonly metrics: MetricId[];
}

/** The absences and marks of one step that counts, each with the metrics that it struck. */
function struckIn({ samples }: StepRecord): Struck[] {
  const struck = new Map<string, Struck>();
  const add = (kind: TroubleKind, reason: string, metric: MetricId) => {
    const entry = struck.get(`${kind} ${reason}`) ?? { kind, reason, metrics: [] };
    entry.metrics.push(metric);
    struck.set(`${kind} ${reason}`, entry);
  };
  for (const sample of samples) {
    if (sample.outcome !== 'value') add(sample.outcome, sample.reason, sample.metric);
    else for (const mark of sample.marks ?? []) add(mark, mark, sample.metric);
  }
  return [...struck.values()];
}

/** One incident for a step that was struck whole, else one for each metric. */
function incidentsIn(record: StepRecord, place: (step: Step) => Place): Incident[] {
  return struckIn(record).flatMap(({ kind, reason, metrics }): Incident[] => {
    const at = place(record);
    // What never was tried is one thing to say of a scenario, not one a point.
    if (kind === 'skipped') return [{ kind, reason, ...at, point: undefined, services: undefined }];
    if (metrics.length === record.samples.length) return [{ kind, reason, ...at }];
    return metrics.map((metric) => ({ kind, reason, ...at, metric }));
  });
}

/** Everything absent, marked, disturbed, repeated, voided or never run, alike ones together. */
export function troubleOf(run: Run, records: readonly JournalRecord[]): readonly Trouble[] {
  const place = ({ scenario, point, services, block, raw }: Step) => ({
    label: labelOf(run.target, scenario),
    point,
    services,
    block,
    ...(raw === undefined ? {} : { raw }),
  });
  const incidents: Incident[] = [];
  for (const record of records) {
    if (record.type === 'void')
      incidents.push({ kind: 'voided', block: record.block, reason: record.reason });
    if (record.type === 'step' && !record.accepted)
      incidents.push({ kind: 'repeated', reason: record.why ?? 'no reason was recorded', ...place(record) });
  }
  for (const record of countedSteps(records).values()) incidents.push(...incidentsIn(record, place));
  for (const { scenario, block } of missingSteps(run, records))
    incidents.push({
      kind: 'not run',
      label: labelOf(run.target, scenario),
      block,
      reason: 'the run ended before it',
    });
  return together(
    incidents,
    run.plan.scenarios.map((scenario) => labelOf(run.target, scenario)),
  );
}
