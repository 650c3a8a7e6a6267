import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { countedSteps, type JournalRecord } from '../domain/journal.ts';
import { type Calls, chainCalls, isOf } from '../domain/recommend/chain-calls.ts';
import type { Run } from '../domain/run.ts';
import type { Bucket } from '../domain/statistics/distribution.ts';
import { OutputError } from '../suite/probe.ts';
import { probes } from '../suite/probes/registry.ts';
import { atOnce } from './at-once.ts';
import { errnoOf } from './errno.ts';

const outputsSchema = z.array(
  z.object({
    argv: z.array(z.string()),
    stdout: z.string(),
    stderr: z.string(),
    exitCode: z.number().nullable(),
    signal: z.string().nullable(),
    timedOut: z.boolean(),
    startedAt: z.string(),
    durationMillis: z.number(),
  }),
);

/**
 * How long single calls took in a run's folder, by step: of the points of which chains are made. A raw output
 * that is not there, or not what the tool prints, is left out: the journal's percentiles stand in for it.
 */
export async function readCalls(folder: string, run: Run, records: readonly JournalRecord[]): Promise<Calls> {
  const points = new Map(
    run.plan.points.flatMap((point) =>
      chainCalls.some((call) => isOf(call, point)) ? [[point.id, point]] : [],
    ),
  );
  const steps = [...countedSteps(records).values()].flatMap(({ step, point: id, raw }) => {
    const point = points.get(id);
    return point && raw !== undefined ? [{ step, raw, point }] : [];
  });
  const found = await atOnce(steps, async ({ step, raw, point }): Promise<[string, readonly Bucket[]][]> => {
    const text = await readIfThere(join(folder, raw));
    const outputs = text === undefined ? undefined : outputsOf(text);
    try {
      const buckets = outputs && probes.get(point.probe)?.calls?.(outputs, point.params);
      return buckets ? [[step, buckets]] : [];
    } catch (error) {
      if (error instanceof OutputError) return [];
      throw error;
    }
  });
  return new Map(found.flat());
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) !== undefined) return undefined;
    throw error;
  }
}

function outputsOf(text: string): z.infer<typeof outputsSchema> | undefined {
  try {
    return outputsSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
