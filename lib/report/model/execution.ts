import { countedSteps, type JournalRecord, type StepRecord } from '../../domain/journal.ts';
import { stepsOf } from '../../domain/plan.ts';
import type { Run } from '../../domain/run.ts';

/** How a run went. Times in ms. */
export interface Execution {
  readonly plannedSteps: number;
  /** Steps with a record that counts, measured or not. */
  readonly countedSteps: number;
  readonly repeatedSteps: number;
  /** Steps that count although something else used the host beside them. */
  readonly disturbedSteps: number;
  readonly voidedBlocks: number;
  readonly resumptions: number;
  /** From the first session's begin to the last record; absent before anything was recorded. */
  readonly wallMillis?: number;
  /** What the tools took, and what was spent waiting for a quiet target. */
  readonly toolMillis: number;
  readonly gateMillis: number;
}

/** When a record was written, or what it tells of ended. */
function endOf(record: JournalRecord): number {
  return beginOf(record) + ('durationMillis' in record ? record.durationMillis : 0);
}

function beginOf(record: JournalRecord): number {
  return Date.parse('startedAt' in record ? record.startedAt : record.at);
}

function isDisturbed({ samples }: StepRecord): boolean {
  return samples.some((sample) => sample.outcome === 'value' && sample.marks?.includes('disturbed'));
}

export function executionOf(run: Run, records: readonly JournalRecord[]): Execution {
  const steps = records.filter((record) => record.type === 'step');
  const sum = (of: (step: (typeof steps)[number]) => number) =>
    steps.reduce((total, step) => total + of(step), 0);
  const [first] = records;
  const last = records.reduce((latest, record) => Math.max(latest, endOf(record)), 0);
  const counted = [...countedSteps(records).values()];
  return {
    plannedSteps: [...stepsOf(run.plan)].length,
    countedSteps: counted.length,
    disturbedSteps: counted.filter(isDisturbed).length,
    repeatedSteps: steps.filter((step) => !step.accepted).length,
    voidedBlocks: records.filter((record) => record.type === 'void').length,
    resumptions: records.filter((record) => record.type === 'session' && record.event === 'resumed').length,
    ...(first ? { wallMillis: last - beginOf(first) } : {}),
    toolMillis: sum((step) => step.durationMillis),
    gateMillis: sum((step) => step.gateMillis),
  };
}

/** How several runs went; wall time is what they took one after the other. */
export function together(runs: readonly Execution[]): Execution {
  const sum = (of: (one: Execution) => number) => runs.reduce((total, one) => total + of(one), 0);
  return {
    plannedSteps: sum((one) => one.plannedSteps),
    countedSteps: sum((one) => one.countedSteps),
    repeatedSteps: sum((one) => one.repeatedSteps),
    disturbedSteps: sum((one) => one.disturbedSteps),
    voidedBlocks: sum((one) => one.voidedBlocks),
    resumptions: sum((one) => one.resumptions),
    ...(runs.some((one) => one.wallMillis !== undefined)
      ? { wallMillis: sum((one) => one.wallMillis ?? 0) }
      : {}),
    toolMillis: sum((one) => one.toolMillis),
    gateMillis: sum((one) => one.gateMillis),
  };
}
