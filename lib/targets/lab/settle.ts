import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseCpuTimes } from './proc-files.ts';
import type { Spinners } from './spinners.ts';

const windowMillis = 120;
const wantedIdleShare = 0.9;

interface Reading {
  readonly atMillis: number;
  /** Idle time and that of the spinners, which take only what nobody wants. */
  readonly idleMillis: number;
}

function read(spinners: Spinners): Reading {
  const { idle } = parseCpuTimes(readFileSync('/proc/stat', 'utf8'));
  return { atMillis: performance.now(), idleMillis: idle + spinners.usedMillis() };
}

/**
 * Waits until the host's processors are more than 90 % idle over 120 ms. Stolen time is not idle.
 * @param limitMillis how long to wait at most
 */
export async function waitForIdle(
  spinners: Spinners,
  processorCount: number,
  limitMillis: number,
  signal: AbortSignal,
): Promise<{ waitedMillis: number; quiet: boolean }> {
  const first = read(spinners);
  for (let before = first; ; ) {
    await delay(windowMillis, undefined, { signal });
    const now = read(spinners);
    const share = (now.idleMillis - before.idleMillis) / ((now.atMillis - before.atMillis) * processorCount);
    const waitedMillis = now.atMillis - first.atMillis;
    if (share > wantedIdleShare) return { waitedMillis, quiet: true };
    if (waitedMillis > limitMillis) return { waitedMillis, quiet: false };
    before = now;
  }
}
