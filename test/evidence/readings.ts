import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { median } from 'simple-statistics';
import { evidenceOf } from '../../lib/cli/compare-runs.ts';
import type { Evidence } from '../../lib/domain/comparison.ts';
import { countedSteps, type StepRecord } from '../../lib/domain/journal.ts';
import type { MetricId } from '../../lib/domain/metric.ts';
import type { CounterId } from '../../lib/domain/observation.ts';
import { readRun, type StoredRun } from '../../lib/results/read-run.ts';

const root = join(import.meta.dirname, '../../docs/evidence');

/** Names of the folders in a committed folder, such as the runs of a campaign. */
export function foldersOf(path: string): string[] {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** A committed run, by its folder: `lab/quick`. */
export const readCommitted = (path: string): Promise<StoredRun> => readRun(join(root, path));

/** Committed runs as they are compared. */
export const evidenceIn = (...paths: readonly string[]): Promise<Evidence[]> =>
  Promise.all(paths.map(async (path) => evidenceOf(await readCommitted(path))));

/** Which steps; of all scenarios and levels where none is named. */
export interface Asked {
  readonly point: string;
  readonly scenario?: string;
  readonly services?: number;
}

/** The steps that count. */
export async function stepsIn(path: string, { point, scenario, services }: Asked): Promise<StepRecord[]> {
  const { records } = await readCommitted(path);
  return [...countedSteps(records).values()].filter(
    (step) =>
      step.point === point &&
      (scenario === undefined || step.scenario === scenario) &&
      (services === undefined || step.services === services),
  );
}

/** A reading's median over the blocks, in the metric's unit. */
export async function medianOf(path: string, asked: Asked & { readonly metric: MetricId }): Promise<number> {
  const samples = (await stepsIn(path, asked)).flatMap((step) => step.samples);
  return median(
    samples.flatMap((one) => (one.metric === asked.metric && one.outcome === 'value' ? [one.value] : [])),
  );
}

/** As the pages give figures. */
export const threeDigits = (value: number): number => Number(value.toPrecision(3));

/** NaN where the step does not count it. */
export const counter = (step: StepRecord, id: CounterId): number => step.observed?.counters[id] ?? Number.NaN;

/** What Fortio says at its end, over all its calls in a step. */
const saidBy = ({ exits }: StepRecord, pattern: RegExp) =>
  exits.flatMap(({ stderr }) => pattern.exec(stderr)?.slice(1).map(Number) ?? []).reduce((a, b) => a + b, 0);
export const connectionsOf = (step: StepRecord): number => saidBy(step, /Sockets used: (\d+)/);
export const requestsOf = (step: StepRecord): number =>
  saidBy(step, /All done (\d+) calls \(plus (\d+) warmup\)/);

/** Processor time for each connection at 4 Services, whole us: median over the blocks. */
export async function microsPerConnection(
  path: string,
  point: string,
  of: 'agents' | 'softirq',
): Promise<number> {
  const [id, unitMicros] =
    of === 'agents' ? (['cni.cpu-seconds', 1e6] as const) : (['cpu.softirq', 1e3] as const);
  const steps = await stepsIn(path, { point, services: 4 });
  return Math.round(median(steps.map((step) => (unitMicros * counter(step, id)) / connectionsOf(step))));
}
