import { InputError } from '../domain/input-error.ts';
import { oneLine } from '../domain/one-line.ts';
import { WrittenByAnother } from '../results/written-by-another.ts';
import { ClusterBusy } from '../targets/kubernetes/cluster-busy.ts';

/** Answers of a server that another time may be different: time-outs, conflicts, too many requests. */
const passingStatuses: ReadonlySet<number> = new Set([408, 409, 412, 429]);

/** Whether waiting is of no use: somebody has to put something right. */
export function isFinal(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ClusterBusy || cause instanceof WrittenByAnother) return false;
    const status = statusOf(cause);
    if (status !== undefined) return status >= 400 && status < 500 && !passingStatuses.has(status);
  }
  return error instanceof InputError;
}

/**
 * The HTTP status with which AWS or Kubernetes refused; undefined where there was no answer. Told by their shape,
 * so that a handler without a cluster does without the client of one.
 */
function statusOf(
  error: Error & { code?: unknown; $metadata?: { httpStatusCode?: number } },
): number | undefined {
  const { code, $metadata: metadata } = error;
  return typeof code === 'number' ? code : metadata?.httpStatusCode;
}

const longestReason = 400;

/** What is wrong, in one line that fits into an answer to CloudFormation. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  // Of the command line there is nothing here.
  return oneLine(text.trimStart().replace(/^--context: /, ''), longestReason);
}
