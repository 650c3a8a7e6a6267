/**
 * What the harness adds: the wall time of a run's steps over the durations that the tools themselves
 * report. Waiting for a quiet host and programming Services are printed apart.
 *
 *   npm run bench:overhead            measures a short standard run of scenario A
 *   npm run bench:overhead -- RUN     reads a run that is there
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countedSteps, type StepRecord } from '../lib/domain/journal.ts';
import { servicesPoint } from '../lib/domain/plan.ts';
import { readRun } from '../lib/results/read-run.ts';
import type { ToolOutput } from '../lib/suite/ports.ts';
import { reportedSeconds } from './reported-seconds.ts';
import { runCli } from './run-cli.ts';

const options = [
  '--profile',
  'standard',
  '--scenarios',
  'A',
  '--blocks',
  '1',
  '--only',
  'tcp,rtt,connect,http',
];
const folder = process.argv[2] ?? runCli(...options);
const { records } = await readRun(folder);
const steps = [...countedSteps(records).values()];
const probes = steps.filter((record) => record.point !== servicesPoint && record.raw !== undefined);

/** Undefined when a tool of the step does not say how long it measured. */
function toolSeconds(record: StepRecord): number | undefined {
  const outputs: ToolOutput[] = JSON.parse(readFileSync(join(folder, record.raw ?? ''), 'utf8'));
  const seconds = outputs.map(reportedSeconds);
  return seconds.every((value) => value !== undefined)
    ? seconds.reduce((sum, value) => sum + value, 0)
    : undefined;
}

/** From the end of the step before to the end of this one. */
function wallSeconds(record: StepRecord): number {
  const at = records.indexOf(record);
  const before = records.slice(0, at).findLast((other) => other.type === 'step');
  const start = Date.parse(record.startedAt) - record.gateMillis;
  const earlier = before?.type === 'step' ? Date.parse(before.startedAt) + before.durationMillis : start;
  return (Date.parse(record.startedAt) + record.durationMillis - earlier) / 1000;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const counted = probes.flatMap((record) => {
  const tool = toolSeconds(record);
  return tool === undefined ? [] : [{ record, tool }];
});
const tool = sum(counted.map((one) => one.tool));
const gate = sum(counted.map((one) => one.record.gateMillis)) / 1000;
const wall = sum(counted.map((one) => wallSeconds(one.record))) - gate;
const services = sum(
  steps.filter((record) => record.point === servicesPoint).map((record) => record.durationMillis / 1000),
);

const line = (what: string, value: string) => console.log(`${what.padEnd(34)} ${value.padStart(9)}`);
line('steps', String(counted.length));
line('reported by the tools, s', tool.toFixed(2));
line('wall time of these steps, s', wall.toFixed(2));
line('overhead, ratio', (wall / tool).toFixed(4));
line('apart: waiting for a quiet host, s', gate.toFixed(2));
line('apart: programming Services, s', services.toFixed(2));
