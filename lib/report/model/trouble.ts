import { countedSteps, type JournalRecord, type StepRecord } from '../../domain/journal.ts';
import { labelOf } from '../../domain/label.ts';
import type { Run } from '../../domain/run.ts';
import { missingSteps } from '../../domain/series.ts';
import { type Incident, type Trouble, together } from './incidents.ts';
import { markReasons } from './mark-reasons.ts';

export type { Trouble, TroubleKind } from './incidents.ts';

interface Step {
  readonly scenario: string;
  readonly point: string;
  readonly services: number;
  readonly block: number;
  readonly raw?: string | undefined;
}

/** The absences and marks of one step that counts. */
function* incidentsIn(record: StepRecord, place: (step: Step) => Omit<Incident, 'kind' | 'reason'>) {
  for (const sample of record.samples) {
    if (sample.outcome !== 'value') {
      const struck = { kind: sample.outcome, reason: sample.reason };
      // What never was tried is one thing to say of a scenario, not one a metric.
      yield sample.outcome === 'skipped'
        ? { ...struck, ...place(record), point: undefined, services: undefined }
        : { ...struck, ...place(record), metric: sample.metric };
      continue;
    }
    for (const mark of sample.marks ?? [])
      yield { kind: mark, reason: markReasons[mark], ...place(record), metric: sample.metric };
  }
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
