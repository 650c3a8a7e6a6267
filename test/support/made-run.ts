import type { JournalRecord } from '../../lib/domain/journal.ts';
import type { MetricId } from '../../lib/domain/metric.ts';
import { servicesPoint, stepsOf } from '../../lib/domain/plan.ts';
import type { Point } from '../../lib/domain/point.ts';
import type { Run } from '../../lib/domain/run.ts';
import type { Sample } from '../../lib/domain/sample.ts';
import { buildPlan, type PlanRequest } from '../../lib/suite/build-plan.ts';
import { normal, seedOf } from './random.ts';
import { servicesFigures, trueFigures } from './sample-figures.ts';
import type { SampleRun } from './sample-run.ts';

/** What the figures of a made run depend on. */
export interface Cell {
  readonly scenario: string;
  readonly probe: string;
  readonly params: Point['params'];
  readonly services: number;
  readonly metric: MetricId;
}

export interface MadeRunOptions {
  readonly id?: string;
  readonly plan?: Partial<PlanRequest>;
  readonly target?: Run['target'];
  readonly environment?: Run['environment'];
  /** The noise-free figure, in the metric's unit; undefined: as a lab would have it. */
  figure?(cell: Cell, usual: number): number | undefined;
  /** Standard deviation of the logarithm over blocks. */
  spread?(cell: Cell): number;
  /** Instead of a value. */
  absent?(cell: Cell): string | undefined;
}

const at = '2026-11-23T10:53:00.000Z';

/** A whole run with the figures that a test wants, and seeded noise. */
export function madeRun(options: MadeRunOptions = {}): SampleRun {
  const { id = 'made', target = 'lab', environment = {}, plan } = options;
  const run: Run = {
    schemaVersion: 1,
    id,
    createdAt: at,
    generator: 'test',
    target,
    plan: buildPlan({ profile: 'standard', seed: 7, scenarios: ['A', 'B', 'C', 'D', 'E'], ...plan }),
    environment: { ...environment },
    tools: {},
  };
  const points = new Map(run.plan.points.map((point) => [point.id, point]));
  const records: JournalRecord[] = run.plan.scenarios.map((scenario) => ({
    type: 'scenario',
    scenario,
    at,
    outcome: 'open',
    testbed: scenario,
    facts: {},
    mismatches: [],
  }));
  for (const { block, level, step } of stepsOf(run.plan)) {
    const point = points.get(step.point);
    const usual = point
      ? trueFigures(step.scenario, point, level.services)
      : servicesFigures(step.scenario, level.services);
    const samples = Object.entries(usual).map(([metric, figure]): Sample => {
      const cell: Cell = {
        scenario: step.scenario,
        probe: point?.probe ?? servicesPoint,
        params: point?.params ?? {},
        services: level.services,
        metric: metric as MetricId,
      };
      return sampleOf(cell, figure, `${id} ${step.id} ${metric}`, options);
    });
    records.push({
      type: 'step',
      step: step.id,
      block: block.index,
      services: level.services,
      scenario: step.scenario,
      point: step.point,
      attempt: 1,
      testbed: step.scenario,
      accepted: true,
      startedAt: at,
      durationMillis: 1,
      gateMillis: 0,
      samples,
      exits: [],
    });
  }
  return { run, records };
}

function sampleOf(cell: Cell, usual: number, seed: string, options: MadeRunOptions): Sample {
  const { metric } = cell;
  const reason = options.absent?.(cell);
  if (reason !== undefined) return { metric, outcome: 'failed', reason };
  const noise = normal(seedOf(seed))() * (options.spread?.(cell) ?? 0.005);
  return { metric, outcome: 'value', value: (options.figure?.(cell, usual) ?? usual) * Math.exp(noise) };
}
