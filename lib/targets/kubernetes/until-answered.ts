import { setTimeout as delay } from 'node:timers/promises';
import { namespace } from '../../../charts/labels.ts';
import { codeOf, isPassing } from './api-error.ts';
import type { Connection } from './connection.ts';

/** A restart of the only API server takes seconds, that of a busy one half a minute. */
const patienceSeconds = 60;
const askAgainMillis = 500;

/**
 * Waits until the API server answers: while it is restarted, one step after the other would fail within
 * milliseconds. One that stays away is for the step to tell.
 * @throws signal.reason when `signal` aborts
 */
export async function untilAnswered(
  { core }: Connection,
  signal: AbortSignal,
  patienceMillis = patienceSeconds * 1000,
): Promise<void> {
  const end = performance.now() + patienceMillis;
  for (;;) {
    signal.throwIfAborted();
    try {
      await core.readNamespace({ name: namespace });
      return;
    } catch (error) {
      if (!mayPass(error) || performance.now() >= end) return;
    }
    await delay(askAgainMillis, undefined, { signal }).catch(() => undefined);
  }
}

/** A server that starts forbids everything until it has read its rules; this run has read the namespace before. */
function mayPass(error: unknown): boolean {
  return isPassing(error) || codeOf(error) === 403;
}
