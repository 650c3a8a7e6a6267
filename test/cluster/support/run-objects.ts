import { ListObjectVersionsCommand, type ObjectVersion } from '@aws-sdk/client-s3';
import { countedSteps, type JournalRecord, type StepRecord } from '../../../lib/domain/journal.ts';
import { stepsOf } from '../../../lib/domain/plan.ts';
import type { S3Bucket } from '../../../lib/results/s3-objects.ts';
import { S3Store } from '../../../lib/results/s3-store.ts';

/** All versions of all objects in a versioned bucket: `journal/000001.json` by its path, newest first. */
export async function versionsOf(
  { client, bucket }: S3Bucket,
  runId: string,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const add = ({ Key = '', ETag = '' }: ObjectVersion) => {
    const path = Key.replace(`runs/${runId}/`, '');
    found.set(path, [...(found.get(path) ?? []), ETag]);
  };
  const {
    Versions = [],
    DeleteMarkers = [],
    IsTruncated,
  } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
  if (IsTruncated) throw new Error(`${bucket} has more objects than one page has`);
  for (const version of Versions) add(version);
  for (const { Key = '' } of DeleteMarkers) add({ Key, ETag: 'deleted' });
  return found;
}

/** What may be written more than once: who measures, who wants the end. */
const replaceable = new Set(['lease.json', 'stop.json']);

/** Objects that were replaced or deleted and must not have been. */
export function rewritten(versions: ReadonlyMap<string, readonly string[]>): string[] {
  return [...versions].flatMap(([path, all]) => (all.length > 1 && !replaceable.has(path) ? path : []));
}

/** A run as its objects have it. */
export interface Measured {
  readonly planned: number;
  readonly records: readonly JournalRecord[];
  /** Of each step the record that counts. */
  readonly counted: readonly StepRecord[];
  /** Steps with more than one record that counts, and steps with none. */
  readonly doubled: readonly string[];
  readonly lost: readonly string[];
  /** Pairs of steps of which the second began before the first had ended. */
  readonly overlapping: readonly string[];
}

export async function measuredOf(place: S3Bucket, runId: string): Promise<Measured> {
  await using store = await S3Store.open({ ...place, runId });
  const records = await store.records();
  const counted = countedSteps(records);
  const planned = [...stepsOf(store.run.plan)].map(({ step }) => step.id);
  const steps = records.filter((record) => record.type === 'step');
  const voided = (record: StepRecord) =>
    records.slice(records.indexOf(record)).some((one) => one.type === 'void' && one.block === record.block);
  const counting = steps.filter((record) => record.accepted && !voided(record)).map(({ step }) => step);
  return {
    planned: planned.length,
    records,
    counted: [...counted.values()],
    doubled: counting.filter((step, index) => counting.indexOf(step) !== index),
    lost: planned.filter((step) => !counted.has(step)),
    overlapping: overlapping(steps),
  };
}

function overlapping(steps: readonly StepRecord[]): string[] {
  const ordered = steps.toSorted((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
  return ordered.slice(1).flatMap((step, index) => {
    const before = ordered[index];
    if (!before) return [];
    // Starts are noted to the millisecond.
    const isOver = Date.parse(step.startedAt) + 1 >= Date.parse(before.startedAt) + before.durationMillis;
    return isOver ? [] : [`${before.step} and ${step.step}`];
  });
}
