import type { CdkCustomResourceIsCompleteEvent, Context } from 'aws-lambda';
import { logger, metrics } from './telemetry.ts';
import { isFinal, reasonOf } from './trouble.ts';

/** What the provider framework wants to hear. Data only come with the end. */
export type Answer =
  | { readonly IsComplete: false }
  | { readonly IsComplete: true; readonly Data?: Readonly<Record<string, string>> };

export const notYet: Answer = { IsComplete: false };

export function done(data?: Readonly<Record<string, string>>): Answer {
  return { IsComplete: true, ...(data && { Data: data }) };
}

/** One call of a handler, on behalf of one request of CloudFormation. */
export interface Call {
  /** Properties of the resource, not checked yet. */
  readonly properties: unknown;
  /** Of CloudFormation: the same in every call for one request. */
  readonly requestId: string;
  /** When the request came. */
  readonly startedMillis: number;
  /** Until Lambda ends this call. */
  remainingMillis(): number;
}

/** A resource of the benchmark, as calls that each do a part of the work and can be repeated. */
export interface Work {
  /** Creates or updates: the two are the same, since all is done that is not done yet. */
  carryOut(call: Call): Promise<Answer>;
  /** @default nothing */
  remove?(call: Call): Promise<Answer>;
  /** How long passing trouble is borne. */
  readonly patienceSeconds: number;
  /** The answer when that is over; without it the resource fails. */
  giveUp?(reason: string): Answer;
}

/** What makes a call fail for good is borne so long, s: new roles and access entries take minutes to spread. */
const graceSeconds = 300;

type Event = CdkCustomResourceIsCompleteEvent & { readonly StartedAt?: string };
export type Handler = (event: Event, context: Pick<Context, 'getRemainingTimeInMillis'>) => Promise<Answer>;

/**
 * A Lambda entry out of a resource's work. An error that escapes from it would have CloudFormation roll the
 * stack back, cluster and all: trouble that may pass is waited for, and a deletion never fails.
 */
export function completing(work: Work, now: () => number = Date.now): Handler {
  return async (event, context) => {
    const startedMillis = event.StartedAt === undefined ? now() : Date.parse(event.StartedAt);
    const call: Call = {
      properties: event.ResourceProperties,
      requestId: event.RequestId,
      startedMillis,
      remainingMillis: () => context.getRemainingTimeInMillis(),
    };
    logger.appendKeys({ resource: event.LogicalResourceId, request: event.RequestId });
    try {
      if (event.RequestType !== 'Delete') return await work.carryOut(call);
      return (await work.remove?.(call)) ?? done();
    } catch (error) {
      const seconds = (now() - startedMillis) / 1000;
      logger.error('trouble', { error: error instanceof Error ? error : new Error(String(error)) });
      return afterTrouble(work, event.RequestType, error, seconds);
    } finally {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    }
  };
}

/** @throws Error in one line where the resource has failed */
function afterTrouble(
  work: Work,
  requestType: Event['RequestType'],
  error: unknown,
  seconds: number,
): Answer {
  const reason = reasonOf(error);
  if (requestType === 'Delete') return seconds < graceSeconds ? notYet : done();
  const final = isFinal(error);
  if (seconds < (final ? graceSeconds : work.patienceSeconds)) return notYet;
  if (!final && work.giveUp) return work.giveUp(reason);
  throw new Error(reason);
}
