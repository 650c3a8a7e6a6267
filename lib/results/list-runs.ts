import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { InputError } from '../domain/input-error.ts';
import { countedSteps } from '../domain/journal.ts';
import { stepsOf } from '../domain/plan.ts';
import type { Run } from '../domain/run.ts';
import { atOnce } from './at-once.ts';
import { readManifest } from './manifest.ts';
import { parseRun } from './parse-run.ts';
import { runPath } from './run-files.ts';
import { S3Log } from './s3-log.ts';
import { readObject, runsPrefix, type S3Bucket, type S3Place, urlOf } from './s3-objects.ts';

/** A run as a list shows it; `unreadable` says what is wrong with it. */
export type ListedRun = {
  readonly id: string;
} & ({ readonly run: Run; readonly progress: Progress } | { readonly unreadable: string });

export type Progress =
  | { readonly finishedAt: string }
  /** Steps that count, and all of the plan. */
  | { readonly steps: number; readonly of: number };

export interface Wanted {
  readonly scenario?: string;
  readonly campaign?: string;
}

/** The runs in a bucket, the newest first; what cannot be read is told last, whatever is wanted. */
export async function listRuns(bucket: S3Bucket, wanted: Wanted = {}): Promise<ListedRun[]> {
  const ids = await runIds(bucket);
  const listed = await atOnce(ids, (runId) => listRun({ ...bucket, runId }, wanted));
  return listed.filter((one) => one !== undefined).sort((one, other) => startOf(other) - startOf(one));
}

async function runIds({ client, bucket }: S3Bucket): Promise<string[]> {
  const ids: string[] = [];
  const request = { Bucket: bucket, Prefix: runsPrefix, Delimiter: '/' };
  for await (const page of paginateListObjectsV2({ client }, request))
    for (const { Prefix = '' } of page.CommonPrefixes ?? []) ids.push(Prefix.slice(runsPrefix.length, -1));
  return ids;
}

async function listRun(place: S3Place, wanted: Wanted): Promise<ListedRun | undefined> {
  const id = place.runId;
  try {
    const stored = await readObject(place, runPath);
    // Only a lease: nothing was begun yet.
    if (!stored) return undefined;
    const run = parseRun(stored.body.toString(), urlOf(place, runPath));
    return isWanted(run, wanted) ? { id, run, progress: await progressOf(place, run) } : undefined;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { id, unreadable: error.message };
  }
}

function isWanted(run: Run, { scenario, campaign }: Wanted): boolean {
  return (
    (scenario === undefined || run.plan.scenarios.includes(scenario)) &&
    (campaign === undefined || run.campaign === campaign)
  );
}

async function progressOf(place: S3Place, run: Run): Promise<Progress> {
  const manifest = await readManifest(place);
  if (manifest) return { finishedAt: manifest.finishedAt };
  const { entries } = await S3Log.open(place, run);
  const counted = countedSteps(entries.map(({ record }) => record));
  return { steps: counted.size, of: [...stepsOf(run.plan)].length };
}

/** What cannot be read comes last. */
function startOf(listed: ListedRun): number {
  return 'run' in listed ? Date.parse(listed.run.createdAt) : -Infinity;
}
