import { stagePlan } from '../domain/plan.ts';
import type { StageId } from '../domain/stage.ts';
import { readManifest } from '../results/manifest.ts';
import { takeLease } from '../results/s3-lease.ts';
import type { S3Place } from '../results/s3-objects.ts';
import { readStop } from '../results/s3-stop.ts';
import { S3Store } from '../results/s3-store.ts';
import { changesSince } from '../suite/begin-run.ts';
import type { Probe } from '../suite/probe.ts';
import { runSuite } from '../suite/run-suite.ts';
import { type Answer, type Call, done, notYet } from './completion.ts';
import type { HeldTarget } from './deployed-target.ts';
import { holdLease } from './hold.ts';
import { leaseTerms } from './lease-terms.ts';
import { type StageProgress, stageProgress } from './stage-progress.ts';
import { report } from './telemetry.ts';

/** Of Lambda's time, what is left alone when steps are fitted into it: their bounds are not for ever. */
const reserveMillis = 120_000;
/** With less than this nothing is begun. */
const worthwhileMillis = 30_000;
/** When a step has outlived its bound: what is left to bring the answer home. */
const abortMillis = 30_000;

/** Often enough that a lease of a minute survives some seconds without S3. */
const renewMillis = 10_000;

export interface StageRequest {
  readonly place: S3Place;
  readonly stage: StageId;
  /** When the deployment began its run. */
  readonly begunMillis: number;
  readonly call: Pick<Call, 'requestId' | 'remainingMillis'>;
  /** When the stage has to be over, ms since the epoch. */
  readonly endMillis: number;
  readonly probes: ReadonlyMap<string, Probe>;
  open(signal: AbortSignal): Promise<HeldTarget>;
  readonly now: () => number;
}

/** How a stage ended; none of these fails it. */
export type Outcome =
  /** Every step and policy has a record. */
  | 'measured'
  /** The profile has nothing for it. */
  | 'nothing-to-measure'
  /** The run was finished before. */
  | 'finished-before'
  /** Somebody wanted the end, or the stack is deleted. */
  | 'stopped'
  /** The hour is over. */
  | 'out-of-time'
  /** The cluster is another one than that on which the run was begun. */
  | 'another-cluster';

export function outcome(kind: Outcome, { reason, progress }: Details = {}): Answer {
  return done({
    Outcome: kind,
    ...(progress && { Done: String(progress.done), Of: String(progress.of) }),
    ...(reason !== undefined && { Reason: reason }),
  });
}

interface Details {
  readonly reason?: string;
  readonly progress?: StageProgress;
}

/**
 * Measures as much of a stage as fits into one call. What is there already is not measured again, and while
 * another call measures this one does nothing.
 */
export async function measureStage(request: StageRequest): Promise<Answer> {
  const { place, stage, call, now } = request;
  if (await readManifest(place)) return outcome('finished-before');
  const stopped = await whyStopped(request);
  if (stopped !== undefined) return outcome('stopped', { reason: stopped });
  const lease = await takeLease(place, leaseTerms(`stage ${stage}, request ${call.requestId}`, now));
  if (!lease.held)
    return now() < request.endMillis
      ? notYet
      : outcome('out-of-time', { reason: `${lease.holder} measured` });
  await using hold = holdLease(lease, { everyMillis: renewMillis, now, whyStop: () => whyStopped(request) });
  // Awaited here: the lease is given back when this function ends.
  return await measureHeld(request, hold.signal);
}

async function measureHeld(request: StageRequest, held: AbortSignal): Promise<Answer> {
  const { place, stage, call, endMillis, now } = request;
  await using store = await S3Store.open(place);
  const plan = stagePlan(store.run.plan, stage);
  const before = { progress: await stageProgress(plan, store) };
  const { done: recorded, of } = before.progress;
  if (of === 0) return outcome('nothing-to-measure');
  if (recorded === of) return outcome('measured', before);
  const ofCall = () => call.remainingMillis() - reserveMillis;
  const ofStage = () => endMillis - now();
  const left = () => Math.min(ofCall(), ofStage());
  // Of the two ends the stage's came first: there is no next call.
  const isLast = () => ofStage() <= ofCall();
  if (left() < worthwhileMillis) return isLast() ? outcome('out-of-time', before) : notYet;

  const cut = AbortSignal.timeout(Math.max(0, call.remainingMillis() - abortMillis));
  const opening = AbortSignal.any([held, cut]);
  await using target = await request.open(opening);
  const signal = AbortSignal.any([opening, target.lost]);
  const [change] = await changesSince(store.run, target, signal);
  if (change !== undefined) return outcome('another-cluster', { reason: change, ...before });
  let last = '';
  for await (const event of runSuite({
    run: store.run,
    target,
    store,
    probes: request.probes,
    signal,
    blocks: new Set(plan.blocks.map(({ index }) => index)),
    policies: stage === 'policy',
    deadline: { atMillis: 0, nowMillis: () => -left() },
  })) {
    report(event);
    last = event.kind;
  }
  const after = { progress: await stageProgress(plan, store) };
  if (last === 'finished' || last === 'part-finished') return outcome('measured', after);
  if (last === 'out-of-time' && isLast()) return outcome('out-of-time', after);
  // Interrupted: the next call finds out whether somebody wants the end.
  return notYet;
}

/** Who asked for the end since this deployment began its run. */
async function whyStopped({ place, begunMillis }: StageRequest): Promise<string | undefined> {
  const stop = await readStop(place);
  return stop && Date.parse(stop.at) >= begunMillis ? `stopped: ${stop.by}` : undefined;
}
