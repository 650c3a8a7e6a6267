import type { StepRecord } from '../domain/journal.ts';
import type { MetricId } from '../domain/metric.ts';
import { type Level, type Plan, type Step, servicesPoint } from '../domain/plan.ts';
import type { Point } from '../domain/point.ts';
import type { Sample } from '../domain/sample.ts';
import { type DisturbancePolicy, disturbanceOf } from './disturbance.ts';
import { exitsOf, type Measurement, measure } from './measure.ts';
import type { ServicesState, Target, Testbed, ToolOutput } from './ports.ts';
import type { Probe } from './probe.ts';

/** A step in its place in the plan. */
export interface PlannedStep {
  readonly step: Step;
  readonly block: number;
  readonly level: Level;
  readonly attempt: number;
}

/** What executing a step gave: the record, short of where its raw outputs will lie. */
export interface Execution {
  readonly record: StepRecord;
  readonly outputs: readonly ToolOutput[];
  /** Why it should be repeated. */
  readonly disturbed?: string;
}

/** The metrics of the step that programmes the Services. */
export const servicesMetrics: readonly MetricId[] = ['services.rules', 'services.sync'];

function baseOf({ step, block, level, attempt }: PlannedStep, testbed: string, startedAt: Date) {
  return {
    type: 'step',
    step: step.id,
    block,
    services: level.services,
    scenario: step.scenario,
    point: step.point,
    attempt,
    testbed,
    accepted: true,
    startedAt: startedAt.toISOString(),
  } as const;
}

/** What a step gives, whether it is executed or not. */
export function metricsOf(
  plan: Plan,
  probes: ReadonlyMap<string, Probe>,
  { point: id }: Step,
): readonly MetricId[] {
  const point = plan.points.find((candidate) => candidate.id === id);
  const probe = point && probes.get(point.probe);
  return probe && point ? probe.metrics(point.params) : servicesMetrics;
}

/** The record of a step that was not executed at all. */
export function absentStep(
  planned: PlannedStep,
  testbed: string,
  metrics: readonly MetricId[],
  absence: { readonly outcome: 'skipped' | 'failed' | 'invalid'; readonly reason: string },
): StepRecord {
  const samples: Sample[] = metrics.map((metric) => ({ metric, ...absence }));
  return { ...baseOf(planned, testbed, new Date()), durationMillis: 0, gateMillis: 0, samples, exits: [] };
}

/** Programmes the Services of a level. Failure is in the record, and in `state` by its absence. */
export async function executeServices(
  planned: PlannedStep,
  testbed: Testbed,
  signal: AbortSignal,
): Promise<{ record: StepRecord; state?: ServicesState }> {
  const startedAt = new Date();
  const began = performance.now();
  try {
    const place = planned.level.places[planned.step.scenario] ?? 0;
    const state = await testbed.setServices(planned.level.services, place, signal);
    const record: StepRecord = {
      ...baseOf(planned, testbed.id, startedAt),
      durationMillis: performance.now() - began,
      gateMillis: 0,
      samples: [...state.samples],
      ...(state.place && { place: state.place }),
      exits: [],
    };
    return { record, state };
  } catch (error) {
    signal.throwIfAborted();
    const reason = `the Services could not be programmed: ${messageOf(error)}`;
    return { record: absentStep(planned, testbed.id, servicesMetrics, { outcome: 'failed', reason }) };
  }
}

export interface ProbeStep extends PlannedStep {
  readonly point: Point;
  readonly probe: Probe;
  readonly place?: ServicesState['place'];
}

/** Waits for a quiet target, measures once, and judges whether the step was disturbed. */
export async function executeProbe(
  planned: ProbeStep,
  target: Target,
  testbed: Testbed,
  policy: DisturbancePolicy,
  signal: AbortSignal,
): Promise<Execution> {
  const { waitedMillis, quiet } = await target.settle(signal);
  let measurement: Measurement;
  try {
    measurement = await measure(testbed, planned.probe, planned.point, signal);
  } catch (error) {
    signal.throwIfAborted();
    const reason = `the testbed failed: ${messageOf(error)}`;
    const metrics = planned.probe.metrics(planned.point.params);
    return { record: absentStep(planned, testbed.id, metrics, { outcome: 'failed', reason }), outputs: [] };
  }
  const disturbed =
    disturbanceOf(measurement.observed, policy) ??
    (quiet ? undefined : 'the target did not become quiet before the step');
  const record: StepRecord = {
    ...baseOf(planned, testbed.id, measurement.startedAt),
    durationMillis: measurement.durationMillis,
    gateMillis: waitedMillis,
    samples: [...measurement.samples],
    observed: measurement.observed,
    ...(planned.place && { place: planned.place }),
    exits: exitsOf(measurement.outputs),
  };
  return { record, outputs: measurement.outputs, ...(disturbed !== undefined && { disturbed }) };
}

export function isServicesStep(step: Step): boolean {
  return step.point === servicesPoint;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
}
